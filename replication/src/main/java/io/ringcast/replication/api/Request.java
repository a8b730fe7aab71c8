package io.ringcast.replication.api;

import io.ringcast.foundation.RequestId;

/**
 * A client's request as a server received it.
 *
 * @param attempt 1 for the first sending, one more for each repetition
 */
public record Request<C>(RequestId id, int attempt, ReturnAddress from, C command) {}
