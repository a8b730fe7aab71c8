package io.ringcast.benchmarks.load;

/** Runs from when it is made. */
public final class Watch {
    private final long startNanos = System.nanoTime();

    /** Since it was made. */
    public double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
