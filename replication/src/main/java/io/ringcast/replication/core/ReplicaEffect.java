package io.ringcast.replication.core;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.Told;
import io.ringcast.replication.wire.ReplicaMessage;
import java.util.List;

/**
 * What a replica wants done. The list that {@link Replica#drain} returns is carried out in its order, and what is to be
 * stored is on the disk before what comes after it goes out: no answer and no acknowledgement overtakes its change.
 */
public sealed interface ReplicaEffect<S, O> {
    /** To one other member. */
    record Send<S, O>(MemberId to, ReplicaMessage message) implements ReplicaEffect<S, O> {}

    /** To all other members. */
    record Broadcast<S, O>(ReplicaMessage message) implements ReplicaEffect<S, O> {}

    /** The whole state, in parts, to members that are behind. */
    record SendSnapshot<S, O>(List<MemberId> to, String view, ReplicaState<S, O> state)
            implements ReplicaEffect<S, O> {}

    /**
     * Store these changes.
     *
     * @param entries empty when only the certain index has moved
     * @param certainIndex up to which index the requesters may have been told the outcomes; takes the place of the one
     *     that was stored
     */
    record Append<S, O>(List<LogEntry> entries, long certainIndex) implements ReplicaEffect<S, O> {}

    /** Store that a new epoch began. */
    record BeginEpoch<S, O>(EpochHistory epochs) implements ReplicaEffect<S, O> {}

    /**
     * Store this state instead of all that was stored, in one step with the changes that are lost by it and that are
     * still to be applied again. The stored certain index becomes 0: the next {@link Append} says better.
     */
    record InstallSnapshot<S, O>(ReplicaState<S, O> state, List<LostChange> lost) implements ReplicaEffect<S, O> {}

    /** Forget that this change was lost: the group has it now. */
    record SettleLost<S, O>(Told change) implements ReplicaEffect<S, O> {}

    /**
     * Tell a client its outcome.
     *
     * @param index where the log stood when the outcome was computed
     */
    record Answer<S, O>(ReturnAddress to, RequestId id, int attempt, long index, O outcome)
            implements ReplicaEffect<S, O> {}

    /** Tell a client that this server cannot serve now. */
    record Refuse<S, O>(ReturnAddress to, RequestId id, int attempt) implements ReplicaEffect<S, O> {}
}
