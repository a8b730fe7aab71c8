package io.ringcast.benchmarks.micro;

import io.ringcast.benchmarks.report.Experiments;
import io.ringcast.benchmarks.report.Measurement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks of this package. */
public final class HotPieces {
    private static final int ITERATIONS = 5;

    private HotPieces() {}

    /** The mean time of each. */
    public static List<Measurement> measure() throws RunnerException {
        var options = new OptionsBuilder()
                .include(HotPieces.class.getPackageName().replace(".", "\\.") + "\\..*")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(ITERATIONS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.seconds(1))
                .build();
        return new Runner(options).run().stream().map(HotPieces::measurement).toList();
    }

    private static Measurement measurement(RunResult run) {
        String name = run.getParams().getBenchmark();
        Result<?> mean = run.getPrimaryResult();
        return new Measurement(
                Experiments.MICRO,
                name.substring(HotPieces.class.getPackageName().length() + 1).replace("Benchmark.", ": "),
                "operation",
                1,
                0,
                List.of(),
                Map.of(Experiments.NANOS, mean.getScore(), Experiments.NANOS_ERROR, mean.getScoreError()));
    }
}
