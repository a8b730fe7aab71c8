package io.ringcast.benchmarks.report;

import io.ringcast.benchmarks.load.RoundResult;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Results as a run might have them. */
final class Samples {
    static final Machine MACHINE = new Machine(2, "some processor", 16, "Linux 6", "some VM 21");

    private Samples() {}

    static RoundResult round(double perSecond, double p50Micros) {
        return new RoundResult((long) perSecond, 0, 1, perSecond, p50Micros, 2 * p50Micros, 3 * p50Micros);
    }

    static Measurement measurement(String experiment, String subject, String work, int clients, double... perSecond) {
        List<RoundResult> rounds = DoubleStream.of(perSecond)
                .mapToObj(value -> round(value, 1e6 / value))
                .toList();
        return new Measurement(experiment, subject, work, clients, 3, rounds, Map.of());
    }

    static Results results(Measurement... measurements) {
        return new Results(MACHINE, List.of(measurements));
    }
}
