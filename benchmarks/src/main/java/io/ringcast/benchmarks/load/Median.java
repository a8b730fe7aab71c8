package io.ringcast.benchmarks.load;

import java.util.Collection;

/** The median of several values, which a single bad round does not move. */
public final class Median {
    private Median() {}

    /** The middle value, or the mean of the two in the middle; NaN of none. */
    public static double of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
