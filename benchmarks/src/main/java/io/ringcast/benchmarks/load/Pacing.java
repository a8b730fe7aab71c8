package io.ringcast.benchmarks.load;

import java.util.concurrent.locks.LockSupport;

/** When a client begins its next operation. Used by one thread. */
interface Pacing {

    /** Waits until the next operation is due, and returns its due time by {@link System#nanoTime()}. */
    long awaitNext();

    /** Every operation is due at once. */
    static Pacing none() {
        return System::nanoTime;
    }

    /** Operations are due at fixed moments. One whose moment has passed is due at once, so a slow operation delays only the next few. */
    static Pacing every(long firstNanos, long intervalNanos) {
        return new Pacing() {
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
