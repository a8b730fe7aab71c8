package io.ringcast.reservation.client.web;

import io.ringcast.reservation.client.Command;

/** A command as it would be typed. */
final class CommandText {
    private CommandText() {}

    static String of(Command command) {
        return switch (command) {
            case Command.Days d -> "days";
            case Command.Rooms r -> "rooms";
            case Command.Timeslots t -> "timeslots";
            case Command.Check c -> "check " + c.room();
            case Command.Reserve r -> "reserve " + r.room() + " " + r.timeslot() + " " + r.day();
            case Command.Delete d -> "delete " + d.room() + " " + d.timeslot() + " " + d.day();
        };
    }
}
