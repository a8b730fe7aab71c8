package io.ringcast.reservation.server.domain;

import java.util.List;

/** A command to the reservation service. */
public sealed interface Command {
    /** Does not change the state. */
    sealed interface Read extends Command {}

    /** May change the state. */
    sealed interface Change extends Command {}

    /** Asks for the days of the catalog. */
    record ListDays() implements Read {}

    /** Asks for the rooms of the catalog. */
    record ListRooms() implements Read {}

    /** Asks for the timeslots of the catalog. */
    record ListTimeslots() implements Read {}

    /** Asks when a room is taken. */
    record CheckRoom(String room) implements Read {}

    /** Asks for everything. Answered within the process only: it never goes through a datagram. */
    record ReadState() implements Read {}

    /** Takes a slot for a holder, if it is free. */
    record ReserveRoom(Slot slot, String holder) implements Change {}

    /** Frees a slot. */
    sealed interface Delete extends Change {
        /** Which one. */
        Slot slot();

        /** The requester. */
        String holder();
    }

    /** Frees a slot, whoever holds it. {@code holder} is the requester. */
    record DeleteReservation(Slot slot, String holder) implements Delete {}

    /** Frees a slot if the requester holds it. For users of REST who may change only their own: no client's datagram has it. */
    record DeleteOwnReservation(Slot slot, String holder) implements Delete {}

    /** Makes all of these edits, one after the other, or none. An operator's command: no client's datagram has it. */
    record ChangeCatalog(List<CatalogEdit> edits, String requester) implements Change {
        /** Refuses a change of nothing. */
        public ChangeCatalog {
            edits = List.copyOf(edits);
            if (edits.isEmpty()) {
                throw new IllegalArgumentException("a change of the catalog has an edit");
            }
        }
    }
}
