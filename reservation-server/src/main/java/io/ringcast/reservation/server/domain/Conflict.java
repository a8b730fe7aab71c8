package io.ringcast.reservation.server.domain;

import org.jspecify.annotations.Nullable;

/**
 * A change that one side of a partition had acknowledged and that could not be kept when the sides met again.
 *
 * @param kept the holder of the slot, and the request that made the reservation; null when the slot is free
 * @param lost the requester of the change that could not be kept, and the request
 * @param timeMillis when the lost change had been made: milliseconds since 1970-01-01 UTC
 */
public record Conflict(
        Disagreement disagreement, Slot slot, @Nullable Party kept, Party lost, long timeMillis) {
    /** What the two sides disagreed about. */
    public enum Disagreement {
        /** Both sides reserved the slot. */
        RESERVED_TWICE,
        /** One side deleted the reservation of a slot where now another one is. */
        DELETED_ANOTHER,
        /**
         * Both sides decided the same request to delete, and did not delete the same, or one side has forgotten what it
         * deleted: its requester was told either.
         */
        DECIDED_TWICE,
        /** One side reserved a slot that the catalog of the other does not have. */
        NOT_IN_CATALOG,
        /** One side retired a room, a timeslot or a day, and with it this reservation, which only the other side had. */
        RETIRED,
        /**
         * One side changed the catalog in a way that does not fit what the other side made of it, or retired what the other
         * side reserved. The slot has only the name that was to be changed; its other parts are empty.
         */
        CATALOG_CHANGED
    }

    /** One side of a conflict. */
    public record Party(String holder, String requestId) {}
}
