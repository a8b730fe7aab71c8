package io.ringcast.replication.log;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.MergePolicy.Kept;
import org.jspecify.annotations.Nullable;

/**
 * A change that this server had applied and that the surviving history lacks.
 *
 * @param certain whether its requester may have been told the outcome. If not, it is ordered like any other request,
 *     unless its requester's own repetition already was
 * @param kept how the history that goes on decided the same request otherwise; null if it has not, as far as is known
 */
public record LostChange(
        LogEntry entry, boolean certain, @Nullable Kept<Encoded> kept) {
    /** With what was found out about the other decision, unless more was known before. */
    public LostChange keptAs(@Nullable Kept<Encoded> other) {
        return other == null || (kept != null && kept.outcome() != null) ? this : new LostChange(entry, certain, other);
    }
}
