package io.ringcast.replication.api;

import io.ringcast.foundation.RequestId;

/**
 * A command with its place in the total order.
 *
 * @param timeMillis when the leader ordered it, by the leader's clock (milliseconds since 1970): for people to
 *     read, never to decide by
 */
public record Ordered<C>(RequestId id, long timeMillis, C command) {}
