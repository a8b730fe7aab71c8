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

    /**
     * The catalog has changed.
     *
     * @param reservations how many reservations were deleted with the names that they had
     * @param deleted the requests that had made them, the first {@link #NAMED_MAX} of them
     */
    record CatalogChanged(int reservations, List<String> deleted) implements Changed {
        /** More deleted reservations than this are counted and not named: every server keeps the outcome. */
        public static final int NAMED_MAX = 1_000;

        /** With a copy of the list. */
        public CatalogChanged {
            deleted = List.copyOf(deleted);
        }

        static CatalogChanged of(List<Reservation> deleted) {
            return new CatalogChanged(
                    deleted.size(),
                    deleted.stream()
                            .limit(NAMED_MAX)
                            .map(Reservation::requestId)
                            .toList());
        }
    }

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

    /** The slot is somebody else's, who has this reservation. */
    record HeldByAnother(Reservation reservation) implements Refusal {}

    /** There is no reservation to delete. */
    record NotReserved(Slot slot) implements Refusal {}

    /** The catalog has no such room. */
    record UnknownRoom(String room) implements Refusal {}

    /** The catalog has no such timeslot. */
    record UnknownTimeslot(String timeslot) implements Refusal {}

    /** The catalog has no such day. */
    record UnknownDay(String day) implements Refusal {}

    /** The reason why the catalog was not changed, if it is not an unknown name. */
    sealed interface CatalogRefusal extends Refusal {}

    /** The list has this name already. */
    record NameExists(Part part, String name) implements CatalogRefusal {}

    /** The name cannot be taken out of the catalog while so many reservations have it. */
    record StillReserved(Part part, String name, int reservations) implements CatalogRefusal {}

    /** A catalog has at least one room, one timeslot and one day: this is the last one. */
    record LastName(Part part, String name) implements CatalogRefusal {}

    /** The catalog would be so large that not all questions about it could be answered. */
    record CatalogTooLarge() implements CatalogRefusal {}
}
