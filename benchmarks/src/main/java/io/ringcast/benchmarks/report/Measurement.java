package io.ringcast.benchmarks.report;

import io.ringcast.benchmarks.load.Median;
import io.ringcast.benchmarks.load.RoundResult;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The measurement of one subject.
 *
 * @param experiment which measurements belong together: they were taken in turn, and only they may be compared
 * @param subject what was measured
 * @param clients how many asked at the same time
 * @param servers how many processes answered, or nodes the ring had
 * @param rounds of the same kind, each in turn with the other subjects'
 * @param facts further figures, by name with unit
 */
public record Measurement(
        String experiment,
        String subject,
        String work,
        int clients,
        int servers,
        List<RoundResult> rounds,
        Map<String, Double> facts) {
    /** Copies the lists. */
    public Measurement {
        rounds = List.copyOf(rounds);
        facts = Map.copyOf(facts);
    }

    /** The same, of a subject that has another name. */
    public Measurement of(String otherSubject) {
        return new Measurement(experiment, otherSubject, work, clients, servers, rounds, facts);
    }

    /** The same, with these facts. */
    public Measurement withFacts(Map<String, Double> others) {
        return new Measurement(experiment, subject, work, clients, servers, rounds, others);
    }

    /** One of the {@link #facts}; NaN if there is none of this name. */
    double fact(String name) {
        return facts.getOrDefault(name, Double.NaN);
    }

    /** The median of the rounds. */
    public double perSecond() {
        return median(RoundResult::perSecond);
    }

    /** The best of the rounds. */
    public double bestPerSecond() {
        return rounds.stream().mapToDouble(RoundResult::perSecond).max().orElse(Double.NaN);
    }

    /** The median of the rounds' medians. */
    public double p50Micros() {
        return median(RoundResult::p50Micros);
    }

    /** The median of the rounds' 99th percentiles. */
    public double p99Micros() {
        return median(RoundResult::p99Micros);
    }

    /** Operations that did not have the expected outcome. */
    public long failures() {
        return rounds.stream().mapToLong(RoundResult::failures).sum();
    }

    private double median(ToDoubleFunction<RoundResult> value) {
        return Median.of(rounds.stream().map(value::applyAsDouble).toList());
    }
}
