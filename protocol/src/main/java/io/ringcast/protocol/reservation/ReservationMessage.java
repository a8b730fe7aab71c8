package io.ringcast.protocol.reservation;

import io.ringcast.foundation.RequestId;

/** A datagram of the reservation protocol, version 1. */
public sealed interface ReservationMessage permits ReservationRequest, Reply, ErrorReply {
    /** The request that this is, or that this answers. */
    RequestId id();
}
