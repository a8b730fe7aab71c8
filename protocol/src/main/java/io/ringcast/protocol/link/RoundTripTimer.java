package io.ringcast.protocol.link;

/** Estimates when an unacknowledged frame is due again (RFC 6298 §2, without its one-second floor). */
final class RoundTripTimer {
    private final long minNanos;
    private final long maxNanos;
    private long smoothedNanos;
    private long variationNanos;
    private long timeoutNanos;

    RoundTripTimer(LinkSettings settings) {
        minNanos = settings.retransmitMin().toNanos();
        maxNanos = settings.retransmitMax().toNanos();
        timeoutNanos = Math.min(3 * minNanos, maxNanos);
    }

    /** A frame that was sent once was acknowledged after this time (Karn: never one that was sent twice). */
    void sample(long nanos) {
        if (smoothedNanos == 0) {
            smoothedNanos = nanos;
            variationNanos = nanos / 2;
        } else {
            variationNanos = (3 * variationNanos + Math.abs(smoothedNanos - nanos)) / 4;
            smoothedNanos = (7 * smoothedNanos + nanos) / 8;
        }
        timeoutNanos = Math.clamp(smoothedNanos + 4 * variationNanos, minNanos, maxNanos);
    }

    /** How long to wait after the given transmission of a frame, 1 for the first: doubles each time. */
    long timeoutNanos(int transmission) {
        int doublings = Math.min(transmission - 1, 16);
        return Math.min(timeoutNanos << doublings, maxNanos);
    }

    /** A frame that the receiver misses is sent again only if it has had time to arrive. */
    long flightNanos() {
        return smoothedNanos == 0 ? minNanos / 4 : Math.min(smoothedNanos, minNanos);
    }
}
