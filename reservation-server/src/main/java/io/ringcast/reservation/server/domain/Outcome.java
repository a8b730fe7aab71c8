package io.ringcast.reservation.server.domain;

import java.util.List;

/** The outcome of a command: a change, an answer, or a refusal. */
public sealed interface Outcome {
    /** The state has changed. */
    sealed interface Changed extends Outcome {}

    /** The answer to a question. */
    sealed interface Answered extends Outcome {}

    /** The reason why nothing was changed. */
    sealed interface Refusal extends Outcome {}

    /** The slot was free and is now taken. */
    record RoomReserved(Reservation reservation) implements Changed {}

    /** The reservation was there and is gone. */
    record ReservationDeleted(Reservation reservation) implements Changed {}

    /** The days of the catalog, in its order. */
    record DaysListed(List<String> names) implements Answered {}

    /** The rooms of the catalog, in its order. */
    record RoomsListed(List<String> names) implements Answered {}

    /** The timeslots of the catalog, in its order. */
    record TimeslotsListed(List<String> names) implements Answered {}

    /** The reservations of a room, ordered by day and timeslot. */
    record RoomChecked(String room, List<Reservation> reservations) implements Answered {}

    /** Everything, as it stood at this place in the order. */
    record StateRead(State state) implements Answered {}

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
