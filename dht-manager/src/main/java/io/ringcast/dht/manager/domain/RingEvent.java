package io.ringcast.dht.manager.domain;

import java.util.List;

/**
 * A decree on the DHT, as it is told to people.
 *
 * @param epoch that began with it
 * @param timeMillis when it was ordered, by the clock of the managers' leader (milliseconds since 1970)
 * @param user whom it is about; empty if it is about nobody in particular
 * @param reason why it was decreed
 * @param lost the slots whose records nobody has from then on
 */
public record RingEvent(long epoch, long timeMillis, Kind kind, String user, String reason, List<Integer> lost) {
    /** What was decreed. */
    public enum Kind {
        /** The members of a new ring were chosen. */
        SET_UP_BEGUN,
        /** The ring is complete. */
        SET_UP,
        /** A member begins to leave. */
        LEAVE_BEGUN,
        /** A user begins to join. */
        JOIN_BEGUN,
        /** The ring has been rebuilt without a member, or with another one. */
        REBUILT,
        /** A leave or a join has failed, and the ring goes on as it was. */
        REBUILD_GIVEN_UP,
        /** The ring begins to be torn down. */
        TEARDOWN_BEGUN,
        /** There is no ring any more, as was asked for. */
        TORN_DOWN,
        /** There is no ring any more, since it could not go on. */
        GIVEN_UP,
        /** A member has lost its seat. */
        EVICTED,
        /** A user has taken the seat again that it lost. */
        SEATED,
        /** A member has all records of more slots. */
        COPIES_HELD
    }

    /** Copies the slots. */
    public RingEvent {
        lost = List.copyOf(lost);
    }
}
