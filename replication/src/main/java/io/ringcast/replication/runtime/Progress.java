package io.ringcast.replication.runtime;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a thread is doing, for a {@link Watchdog}: the thread tells before each step that can stand still, such as a write to
 * the disk, and how long the step may take. Written by that thread, read by the watchdog; neither waits.
 */
final class Progress {
    private volatile @Nullable Step current;

    /** A step; each is an object of its own, so that two of the same kind can be told apart. */
    static final class Step {
        private final String what;
        private final Duration limit;

        private Step(String what, Duration limit) {
            this.what = what;
            this.limit = limit;
        }

        String what() {
            return what;
        }

        Duration limit() {
            return limit;
        }
    }

    /** The thread begins something; what it did before is over. */
    void begin(String what, Duration limit) {
        current = new Step(what, limit);
    }

    /** The thread waits for something to do, which may take any time. */
    void rest() {
        current = null;
    }

    /** Runs a step within another one, whose time begins anew afterwards. */
    void during(String what, Duration limit, Runnable work) {
        during(what, limit, () -> {
            work.run();
            return true;
        });
    }

    /** The same for what returns something. */
    <T> T during(String what, Duration limit, Supplier<T> work) {
        Step outer = current;
        current = new Step(what, limit);
        try {
            return work.get();
        } finally {
            current = outer == null ? null : new Step(outer.what, outer.limit);
        }
    }

    /** What the thread does now; null while it rests. */
    @Nullable
    Step current() {
        return current;
    }
}
