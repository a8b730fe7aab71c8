package io.ringcast.dht.manager.app;

import java.time.Duration;

/**
 * When a user is taken for silent, and what follows.
 *
 * @param heartbeat how often a peer sends a heartbeat, where few users are registered
 * @param silentAfter a user that has not been heard for so long is silent; it is asked in the second half of that time
 * @param forgetAfter a user that has been silent for so long is forgotten
 * @param phaseTimeout how long a set-up, a leave or a teardown may last
 * @param reseats whether a member that comes back takes its seat in the ring again
 */
public record PresenceSettings(
        Duration heartbeat, Duration silentAfter, Duration forgetAfter, Duration phaseTimeout, boolean reseats) {
    /** Most heartbeats that a manager asks for in a second. */
    static final int HEARTBEATS_PER_SECOND = 1_000;

    private static final long ASK_AGAIN_NANOS = Duration.ofMillis(100).toNanos();
    private static final long PROPOSE_AGAIN_NANOS = Duration.ofMillis(500).toNanos();
    private static final int INTERVALS = 4;
    private static final long PAUSE_MIN_NANOS = Duration.ofMillis(500).toNanos();
    private static final int PAUSES = 4;

    int intervalMillis(int users) {
        return (int) Math.max(heartbeat.toMillis(), users * 1_000L / HEARTBEATS_PER_SECOND);
    }

    /** At least four heartbeats must be missing. */
    long silentAfterNanos(int users) {
        return Math.max(
                silentAfter.toNanos(),
                Duration.ofMillis((long) INTERVALS * intervalMillis(users)).toNanos());
    }

    /** A manager that has not looked for so long was paused, and may have heard nobody. */
    long pauseNanos(long silentAfterNanos) {
        return Math.max(silentAfterNanos / PAUSES, PAUSE_MIN_NANOS);
    }

    long forgetAfterNanos() {
        return forgetAfter.toNanos();
    }

    long phaseTimeoutNanos() {
        return phaseTimeout.toNanos();
    }

    long askAgainNanos() {
        return ASK_AGAIN_NANOS;
    }

    long proposeAgainNanos() {
        return PROPOSE_AGAIN_NANOS;
    }
}
