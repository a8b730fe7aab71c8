package io.ringcast.replication.log;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.api.ReturnAddress;
import org.jspecify.annotations.Nullable;

/**
 * A request with its place, as a leader broadcasts it.
 *
 * @param timeMillis when it was ordered, by the leader's clock
 * @param from where the answer goes; null when nobody waits for one
 * @param lostOutcome what the losing side of a partition answered, if the change is applied again; else null
 * @param kept of a change that is applied again: the other decision of the same request, if it is known that there was
 *     another one; else null
 */
public record PreparedRequest(
        RequestId id,
        int attempt,
        long timeMillis,
        @Nullable ReturnAddress from,
        Encoded command,
        @Nullable Encoded lostOutcome,
        @Nullable Kept<Encoded> kept) {}
