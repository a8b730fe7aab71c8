package io.ringcast.replication.wire;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.HashChain;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.PreparedRequest;
import io.ringcast.replication.log.ReplicaState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages between replicas. Members are named by {@link MemberId#id()}, views by {@link GroupView#id()}. */
public sealed interface ReplicaMessage {
    /**
     * Member to leader, once in each view: the position of my log, to which I apply nothing more.
     *
     * @param chain {@link HashChain#NONE} when the member has nothing stored
     */
    record DoViewChange(String view, EpochHistory epochs, long index, HashChain chain) implements ReplicaMessage {
        /** @param state null when the member has nothing stored */
        public static DoViewChange of(GroupView view, @Nullable ReplicaState<?, ?> state) {
            return state == null
                    ? new DoViewChange(view.id(), EpochHistory.NONE, 0, HashChain.NONE)
                    : new DoViewChange(view.id(), state.epochs(), state.index(), state.chain());
        }
    }

    /**
     * Leader to all: the epoch begins at this position. Members that are behind wait for the snapshot of the source.
     *
     * @param epochs of the source, without the new epoch
     * @param source whose state all adopt
     * @param behind members that do not have that state
     * @param voters members whose announcements the decision rests on, when it does not rest on all of the view's; then
     *     only these count for what the epoch commits. Empty: all members of the view
     */
    record StartView(
            String view,
            Epoch epoch,
            EpochHistory epochs,
            long index,
            HashChain chain,
            String source,
            List<String> behind,
            List<String> voters)
            implements ReplicaMessage {
        /** Decided with the announcements of all members. */
        public StartView(
                String view,
                Epoch epoch,
                EpochHistory epochs,
                long index,
                HashChain chain,
                String source,
                List<String> behind) {
            this(view, epoch, epochs, index, chain, source, behind, List.of());
        }

        public boolean isVoter(MemberId member) {
            return voters.isEmpty() || voters.contains(member.id());
        }
    }

    /** Leader to all: too few members of this view have the group's state, so nobody serves. */
    record Insufficient(String view) implements ReplicaMessage {}

    /** Source to a member that is behind: one part of the snapshot at exactly the position of {@link StartView}. */
    record SnapshotPart(String view, int part, int parts, Encoded bytes) implements ReplicaMessage {
        public SnapshotPart {
            if (part < 0 || part >= parts) {
                throw new IllegalArgumentException("part %d of %d".formatted(part, parts));
            }
        }
    }

    /**
     * Leader to all: the next requests of the epoch.
     *
     * @param firstPosition of the first request in the stream of the epoch, where requests begin with 2
     * @param index of the log before the first request
     * @param chain of the log before the first request
     * @param committed the position up to which enough members are known to have the stream
     */
    record Prepare(
            Epoch epoch,
            long firstPosition,
            long index,
            HashChain chain,
            List<PreparedRequest> requests,
            long committed)
            implements ReplicaMessage {}

    /**
     * Member to leader: I have stored the requests up to this position. 0: I have the state that the epoch began with. 1: I know
     * that the epoch is open.
     */
    record PrepareOk(Epoch epoch, long position) implements ReplicaMessage {}

    /** Leader to all: enough members have stored the requests up to this position. 0: the epoch is open. */
    record Commit(Epoch epoch, long position) implements ReplicaMessage {}

    /**
     * Member to leader: a client repeats this request, and I have not seen it ordered. Ignored in another epoch: the group layer may
     * deliver it after a partition, when its client was answered long ago.
     */
    record Forward(Epoch epoch, RequestId id, int attempt, ReturnAddress from, Encoded command)
            implements ReplicaMessage {}

    /** Member to leader: changes that only my side of a partition had, to be ordered again. */
    record Resubmit(Epoch epoch, List<LostChange> changes) implements ReplicaMessage {}
}
