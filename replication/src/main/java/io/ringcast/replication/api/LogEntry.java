package io.ringcast.replication.api;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.MergePolicy.Kept;
import org.jspecify.annotations.Nullable;

/**
 * One applied change.
 *
 * @param index its position in the log; the first change has 1
 * @param timeMillis when it was ordered, by the leader's clock
 * @param outcome what it did here
 * @param lostOutcome what its requester was told by the losing side of a partition, if it was applied again after the
 *     heal; else null
 * @param kept of a change that was applied again: the other decision of the same request, as far as the leader knew
 *     of one; the recent changes of the state may know better
 */
public record LogEntry(
        long index,
        Epoch epoch,
        RequestId id,
        long timeMillis,
        Encoded command,
        Encoded outcome,
        @Nullable Encoded lostOutcome,
        @Nullable Kept<Encoded> kept) {}
