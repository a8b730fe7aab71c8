package io.ringcast.reservation.server.replication;

import io.ringcast.protocol.RequestId;
import java.util.List;

/** What replicas say to each other. Members are named by {@link MemberId#id()}, views by {@link GroupView#id()}. */
sealed interface ReplicaMessage {
    /**
     * Member to coordinator, once in each view: where my log stands, and that it stands still.
     *
     * @param chain {@link Chain#NONE} when the member has nothing stored
     */
    record Announce(String view, Lineage lineage, long index, Chain chain) implements ReplicaMessage {}

    /**
     * Coordinator to all: the epoch begins, from this position. Who is behind waits for the source's state.
     *
     * @param lineage of the source, without the new epoch
     * @param source whose state all adopt
     * @param behind members that do not have that state
     */
    record Install(
            String view, Epoch epoch, Lineage lineage, long index, Chain chain, String source, List<String> behind)
            implements ReplicaMessage {}

    /** Coordinator to all: too few members with the group's state are here; nobody serves in this view. */
    record Insufficient(String view) implements ReplicaMessage {}

    /** Source to a member that is behind: one piece of the state at exactly the position of {@link Install}. */
    record StatePart(String view, int part, int parts, Encoded bytes) implements ReplicaMessage {
        public StatePart {
            if (part < 0 || part >= parts) {
                throw new IllegalArgumentException("part %d of %d".formatted(part, parts));
            }
        }
    }

    /**
     * Coordinator to all: the next requests of the epoch's stream.
     *
     * @param firstPosition of the first request in the stream of the epoch, where requests begin with 2
     * @param index of the log before the first request
     * @param chain of the log before the first request
     * @param committed the position up to which enough members are known to have the stream
     */
    record Order(
            Epoch epoch, long firstPosition, long index, Chain chain, List<OrderedRequest> requests, long committed)
            implements ReplicaMessage {}

    /**
     * Member to coordinator: I have stored the stream up to here; 0: I have the state that the epoch began with; 1: I
     * know that the epoch is open.
     */
    record Acknowledge(Epoch epoch, long position) implements ReplicaMessage {}

    /** Coordinator to all: enough members have stored the stream up to here; 0: the epoch is open. */
    record Committed(Epoch epoch, long position) implements ReplicaMessage {}

    /**
     * Member to coordinator: a client asks for this, and I have not seen it ordered. Void in another epoch: the group layer
     * may bring it when a partition has healed, and its client was answered long ago.
     */
    record Forward(Epoch epoch, RequestId id, int attempt, ReturnAddress from, Encoded command)
            implements ReplicaMessage {}

    /** Member to coordinator: changes that only my side of a partition had; apply them again. */
    record Lost(Epoch epoch, List<LostChange> changes) implements ReplicaMessage {}
}
