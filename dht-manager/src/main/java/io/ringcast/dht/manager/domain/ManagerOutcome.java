package io.ringcast.dht.manager.domain;

import io.ringcast.protocol.overlay.Overlay;
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
     * @param overlay how messages are to find their way
     */
    record RingChosen(List<User> ring, long epoch, int copies, Overlay overlay) implements ManagerOutcome {
        /** Copies the ring. */
        public RingChosen {
            ring = List.copyOf(ring);
        }
    }

    /** The DHT is ready. */
    record DhtCompleted() implements ManagerOutcome {}

    /** The member at which the query may start. */
    record EntryChosen(User member) implements ManagerOutcome {}

    /**
     * The member may cut itself out of the ring.
     *
     * @param epoch that begins with it; 0 in a store of before there was one
     */
    record LeaveGranted(long epoch) implements ManagerOutcome {}

    /**
     * The user may have itself built into the ring.
     *
     * @param leader whom it has to ask
     * @param epoch that begins with it
     */
    record JoinGranted(User leader, long epoch) implements ManagerOutcome {}

    /** The DHT is ready again, without the leaver and under a new leader, or with the joiner. */
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

    /** The ring could not be rebuilt and goes on as it was; an epoch begins. */
    record RebuildAbandoned(long epoch) implements ManagerOutcome {}

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
