package io.ringcast.reservation.client.web;

import io.ringcast.protocol.Words;
import io.ringcast.protocol.reservation.ReservationCommand;

/** A command as it would be typed. */
final class CommandText {
    private CommandText() {}

    static String of(ReservationCommand command) {
        return switch (command) {
            case ReservationCommand.Days d -> "days";
            case ReservationCommand.Rooms r -> "rooms";
            case ReservationCommand.Timeslots t -> "timeslots";
            case ReservationCommand.Check c -> Words.line("check", c.room());
            case ReservationCommand.Reserve r -> Words.line("reserve", r.room(), r.timeslot(), r.day());
            case ReservationCommand.Delete d -> Words.line("delete", d.room(), d.timeslot(), d.day());
        };
    }
}
