package io.ringcast.benchmarks.load;

/** A stopwatch that starts when it is created. */
public final class Watch {
    private final long startNanos = System.nanoTime();

    /** The seconds since it was created. */
    public double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
