package io.ringcast.reservation.server.app;

import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;

/**
 * One change in the audit trail.
 *
 * @param index its position in the replicated log
 * @param requestId the request that asked for it
 * @param timeMillis when it was ordered: milliseconds since 1970-01-01 UTC
 */
public record AuditEntry(long index, String requestId, long timeMillis, Command command, Outcome outcome) {}
