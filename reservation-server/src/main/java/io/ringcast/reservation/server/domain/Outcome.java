package io.ringcast.reservation.server.domain;

import java.util.List;

/** What came of a command: what was done, what was found, or why it was refused. */
public sealed interface Outcome {
    /** The state has changed. */
    sealed interface Done extends Outcome {
        /** The reservation that came or went. */
        Reservation reservation();
    }

    /** The answer to a question. */
    sealed interface Found extends Outcome {}

    /** Nothing was changed, and why. */
    sealed interface Refusal extends Outcome {}

    /** The slot was free and is now taken. */
    record RoomReserved(Reservation reservation) implements Done {}

    /** The reservation was there and is gone. */
    record ReservationDeleted(Reservation reservation) implements Done {}

    /** The days of the catalog, in its order. */
    record Days(List<String> names) implements Found {}

    /** The rooms of the catalog, in its order. */
    record Rooms(List<String> names) implements Found {}

    /** The timeslots of the catalog, in its order. */
    record Timeslots(List<String> names) implements Found {}

    /** The reservations of a room, ordered by day and timeslot. */
    record RoomChecked(String room, List<Reservation> reservations) implements Found {}

    /** Everything, as it stood at this place in the order. */
    record StateRead(State state) implements Found {}

    /** The slot is already taken, by this reservation. */
    record RoomTaken(Reservation reservation) implements Refusal {}

    /** There is no reservation to delete. */
    record NotReserved(Slot slot) implements Refusal {}

    /** The catalog has no such room. */
    record UnknownRoom(String room) implements Refusal {}

    /** The catalog has no such timeslot. */
    record UnknownTimeslot(String timeslot) implements Refusal {}

    /** The catalog has no such day. */
    record UnknownDay(String day) implements Refusal {}
}
