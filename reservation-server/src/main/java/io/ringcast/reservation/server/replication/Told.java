package io.ringcast.reservation.server.replication;

import io.ringcast.protocol.RequestId;

/**
 * A change and what its requester was told. Two sides of a partition may both have applied a request, with different
 * outcomes: only together with the outcome does an id say what has been done.
 */
public record Told(RequestId id, Encoded outcome) {}
