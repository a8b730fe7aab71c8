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
    private final Duration stalledMax;
    private final StallListener listener;
    private final Duration between;
    private final Thread thread;

    // Used by the watchdog's thread only.
    private Progress.@Nullable Step step;
    private long stuckNanos;
    private boolean stalled;

    /** Notified of stalls on the watchdog's thread; must not wait for the watched thread. */
    interface StallListener {
        /** A step has taken longer than allowed. Called once for each step. */
        void stalled(String reason);

        /** The thread has left the step in which it was stuck. */
        void recovered();

        /** The thread is still stuck long after {@link #stalled}, and no recovery is expected. */
        void abandoned(String reason);
    }

    /**
     * Starts watching.
     *
     * @param shortest the limit of the shortest step, which determines how often the watchdog looks
     * @param stalledMax how long a thread may be stuck after {@link StallListener#stalled}
     * @param guard runs the watchdog's own loop
     */
    Watchdog(
            String name,
            Progress progress,
            Duration shortest,
            Duration stalledMax,
            StallListener listener,
            UnaryOperator<Runnable> guard) {
        this.progress = progress;
        this.stalledMax = stalledMax;
        this.listener = listener;
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
                listener.recovered(); // Closed by the thread that was stuck, before this one looked again.
            }
            Thread.currentThread().interrupt();
        }
    }

    private void look(long sinceNanos) {
        Progress.Step now = progress.current();
        if (now == null || now != step) {
            if (stalled) {
                stalled = false;
                listener.recovered();
            }
            step = now;
            stuckNanos = 0;
            return;
        }
        long before = stuckNanos;
        stuckNanos += sinceNanos;
        long limit = now.limit().toNanos();
        long end = limit + stalledMax.toNanos();
        if (stuckNanos > limit && !stalled) {
            stalled = true;
            listener.stalled(reason());
        }
        if (before <= end && stuckNanos > end) {
            listener.abandoned(reason());
        }
    }

    private String reason() {
        return "%s has been stuck for %d ms"
                .formatted(
                        requireNonNull(step).what(),
                        Duration.ofNanos(stuckNanos).toMillis());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
