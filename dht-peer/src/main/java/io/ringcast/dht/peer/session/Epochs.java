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
    private boolean restarted;

    /** An epoch in a manager's answer, or that of the ring. */
    void saw(long epoch) {
        if (epoch >= highest) {
            highest = epoch;
            lowerSinceNanos = NEVER;
        }
    }

    /** Whether what a manager says as of this epoch is up to date. */
    boolean isCurrent(long epoch, long nowNanos) {
        if (epoch < highest) {
            lowerSinceNanos = Math.min(lowerSinceNanos, nowNanos);
            if (nowNanos - lowerSinceNanos < LOST_AFTER_NANOS) {
                return false;
            }
            restarted = true;
            highest = epoch;
        }
        saw(epoch);
        return true;
    }

    long highest() {
        return highest;
    }

    /** The ring is of this epoch: from now on it says nothing that the managers count from the beginning. */
    void joined(long epoch) {
        restarted = false;
        saw(epoch);
    }

    /** Whether a ring is no newer than what a manager says as of an epoch that {@link #isCurrent}. */
    boolean covers(long ringEpoch, long epoch) {
        return restarted || ringEpoch <= epoch;
    }
}
