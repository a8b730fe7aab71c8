package io.ringcast.reservation.client;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.Request;

/**
 * What a client can ask for. Names are 1 to 64 characters without control characters; others are refused when the command
 * is submitted.
 */
public sealed interface Command {
    /** The names of all days. */
    record Days() implements Command {}

    /** The names of all rooms. */
    record Rooms() implements Command {}

    /** The names of all timeslots. */
    record Timeslots() implements Command {}

    /** The reservations of a room. */
    record Check(String room) implements Command {}

    /** Reserves a room for the client's user. */
    record Reserve(String room, String timeslot, String day) implements Command {}

    /** Deletes a reservation. */
    record Delete(String room, String timeslot, String day) implements Command {}

    /** Whether all servers must give the same answer whenever they are asked: a change has one outcome, for ever. */
    default boolean isChange() {
        return switch (this) {
            case Days d -> false;
            case Rooms r -> false;
            case Timeslots t -> false;
            case Check c -> false;
            case Reserve r -> true;
            case Delete d -> true;
        };
    }

    /** The first datagram of the command. */
    default Request toRequest(RequestId id, String user) {
        return switch (this) {
            case Days d -> new Request.Days(id, 1);
            case Rooms r -> new Request.Rooms(id, 1);
            case Timeslots t -> new Request.Timeslots(id, 1);
            case Check c -> new Request.Check(id, 1, c.room());
            case Reserve r -> new Request.Reserve(id, 1, r.room(), r.timeslot(), r.day(), user);
            case Delete d -> new Request.Delete(id, 1, d.room(), d.timeslot(), d.day(), user);
        };
    }
}
