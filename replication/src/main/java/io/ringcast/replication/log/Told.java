package io.ringcast.replication.log;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.LogEntry;

/**
 * A change and what its requester was told. Two sides of a partition may both have applied a request, with different
 * outcomes: only together with the outcome does an id say what has been done.
 */
public record Told(RequestId id, Encoded outcome) {
    /** The change together with what its requester was told first. */
    public static Told of(LogEntry entry) {
        Encoded lost = entry.lostOutcome();
        return new Told(entry.id(), lost != null ? lost : entry.outcome());
    }
}
