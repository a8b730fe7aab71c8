package io.ringcast.dht.peer.session;

import java.time.Duration;

/**
 * The highest epoch that this peer has seen. What tells of a lower one is out of date: a manager of a group may be behind.
 * If for some time nothing else is heard, the managers have lost their store and count from the beginning.
 */
final class Epochs {
    private static final long LOST_AFTER_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long NEVER = Long.MAX_VALUE;

    private long highest;
    private long lowerSinceNanos = NEVER;

    /** An epoch in a manager's answer, or that of the ring. */
    void saw(long epoch) {
        if (epoch >= highest) {
            highest = epoch;
            lowerSinceNanos = NEVER;
        }
    }

    /** Whether nothing later has been seen. */
    boolean isLatest(long epoch) {
        return epoch >= highest;
    }

    /** Whether what a manager says as of this epoch is up to date. */
    boolean isCurrent(long epoch, long nowNanos) {
        if (epoch < highest) {
            lowerSinceNanos = Math.min(lowerSinceNanos, nowNanos);
            if (nowNanos - lowerSinceNanos < LOST_AFTER_NANOS) {
                return false;
            }
            highest = epoch;
        }
        saw(epoch);
        return true;
    }
}
