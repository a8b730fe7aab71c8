package io.ringcast.replication.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Notices, on a thread of its own, when another thread spends more time in one step than the step may take. Time in which the
 * whole process did not run does not count.
 */
final class Watchdog implements AutoCloseable {
    private static final int LOOKS_PER_LIMIT = 20;
    private static final Duration LOOK_MIN = Duration.ofMillis(10);
    private static final Duration LOOK_MAX = Duration.ofMillis(100);

    private final Progress progress;
    private final Duration patience;
    private final Patient patient;
    private final Duration between;
    private final Thread thread;

    // Used by the watchdog's thread only.
    private Progress.@Nullable Step step;
    private long standingNanos;
    private boolean stalled;

    /** Told of stalls on the watchdog's thread; must not wait for the watched thread. */
    interface Patient {
        /** A step has taken longer than it may. Told once for each step. */
        void stalled(String reason);

        /** The thread has left the step in which it was stuck. */
        void moves();

        /** The thread is still stuck, so long after {@link #stalled} that it is given up. */
        void hopeless(String reason);
    }

    /**
     * Starts watching.
     *
     * @param shortest the limit of the shortest step: how often it looks depends on it
     * @param patience how long a thread may stand still after it was told as stalled
     * @param guard of the watchdog's own thread
     */
    Watchdog(
            String name,
            Progress progress,
            Duration shortest,
            Duration patience,
            Patient patient,
            UnaryOperator<Runnable> guard) {
        this.progress = progress;
        this.patience = patience;
        this.patient = patient;
        Duration look = shortest.dividedBy(LOOKS_PER_LIMIT);
        this.between = look.compareTo(LOOK_MIN) < 0 ? LOOK_MIN : look.compareTo(LOOK_MAX) > 0 ? LOOK_MAX : look;
        this.thread = Thread.ofPlatform().name(name).daemon().start(guard.apply(this::watch));
    }

    private void watch() {
        long last = System.nanoTime();
        try {
            while (true) {
                Thread.sleep(between);
                long now = System.nanoTime();
                look(Math.min(now - last, 2 * between.toNanos()));
                last = now;
            }
        } catch (InterruptedException e) {
            if (stalled) {
                patient.moves(); // Closed by the thread that stood still, before this one looked again.
            }
            Thread.currentThread().interrupt();
        }
    }

    private void look(long sinceNanos) {
        Progress.Step now = progress.current();
        if (now == null || now != step) {
            if (stalled) {
                stalled = false;
                patient.moves();
            }
            step = now;
            standingNanos = 0;
            return;
        }
        long before = standingNanos;
        standingNanos += sinceNanos;
        long limit = now.limit().toNanos();
        long end = limit + patience.toNanos();
        if (standingNanos > limit && !stalled) {
            stalled = true;
            patient.stalled(reason());
        }
        if (before <= end && standingNanos > end) {
            patient.hopeless(reason());
        }
    }

    private String reason() {
        return "%s has been standing for %d ms"
                .formatted(
                        requireNonNull(step).what(),
                        Duration.ofNanos(standingNanos).toMillis());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
