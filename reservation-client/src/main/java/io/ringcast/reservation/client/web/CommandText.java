package io.ringcast.reservation.client.web;

import io.ringcast.protocol.reservation.ReservationCommand;

/** A command as it would be typed. */
final class CommandText {
    private CommandText() {}

    static String of(ReservationCommand command) {
        return switch (command) {
            case ReservationCommand.Days d -> "days";
            case ReservationCommand.Rooms r -> "rooms";
            case ReservationCommand.Timeslots t -> "timeslots";
            case ReservationCommand.Check c -> "check " + c.room();
            case ReservationCommand.Reserve r -> "reserve " + r.room() + " " + r.timeslot() + " " + r.day();
            case ReservationCommand.Delete d -> "delete " + d.room() + " " + d.timeslot() + " " + d.day();
        };
    }
}
