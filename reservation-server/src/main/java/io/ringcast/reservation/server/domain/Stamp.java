package io.ringcast.reservation.server.domain;

/**
 * What the total order adds to a command.
 *
 * @param requestId names the request, the same for all its repetitions
 * @param timeMillis when it was ordered: milliseconds since 1970-01-01 UTC, the same on every server
 */
public record Stamp(String requestId, long timeMillis) {}
