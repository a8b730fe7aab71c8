package io.ringcast.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * The figures of one round.
 *
 * @param operations with the expected outcome
 * @param failures operations with another outcome
 */
public record RoundResult(
        long operations,
        long failures,
        double seconds,
        double perSecond,
        double p50Micros,
        double p99Micros,
        double maxMicros) {
    private static final double NANOS_PER_MICRO = 1_000;

    /** Summarizes the recorded latencies. */
    public static RoundResult of(Histogram latencyNanos, long failures, double seconds) {
        long operations = latencyNanos.getTotalCount();
        return new RoundResult(
                operations,
                failures,
                seconds,
                operations / seconds,
                latencyNanos.getValueAtPercentile(50) / NANOS_PER_MICRO,
                latencyNanos.getValueAtPercentile(99) / NANOS_PER_MICRO,
                latencyNanos.getMaxValue() / NANOS_PER_MICRO);
    }
}
