package io.ringcast.reservation.server.replication;

/**
 * A change that this server had applied and that is not in the history that goes on.
 *
 * @param certain whether its requester may have been told the outcome. If not, it is ordered like any other request,
 *     unless its requester's own repetition already was
 */
public record LostChange(LogEntry entry, boolean certain) {}
