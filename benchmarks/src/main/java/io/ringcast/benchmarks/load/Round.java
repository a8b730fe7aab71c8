package io.ringcast.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What clients saw during one stretch of time.
 *
 * @param operations those that had the right outcome
 * @param failures those that had not
 */
public record Round(
        long operations,
        long failures,
        double seconds,
        double perSecond,
        double p50Micros,
        double p99Micros,
        double maxMicros) {
    private static final double NANOS_PER_MICRO = 1_000;

    /** Sums up what was recorded. */
    public static Round of(Histogram latencyNanos, long failures, double seconds) {
        long operations = latencyNanos.getTotalCount();
        return new Round(
                operations,
                failures,
                seconds,
                operations / seconds,
                latencyNanos.getValueAtPercentile(50) / NANOS_PER_MICRO,
                latencyNanos.getValueAtPercentile(99) / NANOS_PER_MICRO,
                latencyNanos.getMaxValue() / NANOS_PER_MICRO);
    }
}
