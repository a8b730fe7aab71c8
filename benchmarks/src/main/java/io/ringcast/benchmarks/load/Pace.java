package io.ringcast.benchmarks.load;

import java.util.concurrent.locks.LockSupport;

/** When a client begins its next operation. Used by one thread. */
interface Pace {

    /** Waits until the next operation is due and returns when that was or is, by {@link System#nanoTime()}. */
    long awaitNext();

    /** At once, again and again. */
    static Pace none() {
        return System::nanoTime;
    }

    /** At fixed moments. One that has passed is due at once, so that a slow operation delays none but the next few. */
    static Pace every(long firstNanos, long intervalNanos) {
        return new Pace() {
            private long next = firstNanos;

            @Override
            public long awaitNext() {
                long due = next;
                next += intervalNanos;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                return due;
            }
        };
    }
}
