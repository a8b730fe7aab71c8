package io.ringcast.reservation.server.replication;

import io.ringcast.protocol.RequestId;

/**
 * A command with its place in time.
 *
 * @param id names the request; the same for all its repetitions
 * @param timeMillis when it was ordered, the same on every server: milliseconds since 1970-01-01 UTC
 */
public record Ordered<C>(RequestId id, long timeMillis, C command) {}
