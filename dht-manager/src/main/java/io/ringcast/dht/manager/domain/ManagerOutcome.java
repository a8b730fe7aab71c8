package io.ringcast.dht.manager.domain;

import java.util.List;

/** What became of a {@link ManagerCommand}. All but {@link Refused} are a SUCCESS. */
public sealed interface ManagerOutcome {
    /** The user is stored and free. */
    record Registered(User user) implements ManagerOutcome {}

    /**
     * The members of the DHT to be.
     *
     * @param ring leader first, in ring order
     * @param epoch that begins with the choice
     * @param copies how many members are to keep each record
     */
    record RingChosen(List<User> ring, long epoch, int copies) implements ManagerOutcome {
        /** Copies the ring. */
        public RingChosen {
            ring = List.copyOf(ring);
        }
    }

    /** The DHT is ready. */
    record DhtCompleted() implements ManagerOutcome {}

    /** The member at which the query may start. */
    record EntryChosen(User member) implements ManagerOutcome {}

    /** The member may cut itself out of the ring. */
    record LeaveGranted() implements ManagerOutcome {}

    /** The DHT is ready again, under a new leader; the leaver is free. */
    record RebuildCompleted() implements ManagerOutcome {}

    /** The user is forgotten. */
    record Deregistered() implements ManagerOutcome {}

    /** The leader may tear the ring down. */
    record TeardownGranted() implements ManagerOutcome {}

    /** Every member is free again. */
    record TeardownCompleted() implements ManagerOutcome {}

    /** The DHT is given up: every member is free again. */
    record DhtAbandoned() implements ManagerOutcome {}

    /** A member of the ring is gone, and others keep what it kept; an epoch begins. */
    record MemberEvicted(String user, long epoch) implements ManagerOutcome {}

    /** A decree has been recorded. */
    record Decreed() implements ManagerOutcome {}

    /** A decree came too late to have an effect: what it is about has changed meanwhile. */
    record Obsolete() implements ManagerOutcome {}

    /**
     * FAILURE; the state is unchanged.
     *
     * @param reason the code
     * @param explanation a sentence that says what would have been right
     */
    record Refused(Reason reason, String explanation) implements ManagerOutcome {}
}
