package io.ringcast.benchmarks.report;

import io.ringcast.benchmarks.load.Median;
import io.ringcast.benchmarks.load.Round;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One thing that was measured.
 *
 * @param experiment which measurements belong together: they were taken in turn, and only they may be compared
 * @param subject what was measured
 * @param clients how many asked at the same time
 * @param servers how many processes answered, or nodes the ring had
 * @param rounds of the same kind, each in turn with the other subjects'
 * @param facts what there is to know besides, by name with its unit
 */
public record Measurement(
        String experiment,
        String subject,
        String work,
        int clients,
        int servers,
        List<Round> rounds,
        Map<String, Double> facts) {
    /** Copies the lists. */
    public Measurement {
        rounds = List.copyOf(rounds);
        facts = Map.copyOf(facts);
    }

    /** The same, with these facts. */
    public Measurement withFacts(Map<String, Double> others) {
        return new Measurement(experiment, subject, work, clients, servers, rounds, others);
    }

    /** One of the {@link #facts}, or not a number. */
    double fact(String name) {
        return facts.getOrDefault(name, Double.NaN);
    }

    /** The median of the rounds. */
    public double perSecond() {
        return median(Round::perSecond);
    }

    /** The best of the rounds. */
    public double bestPerSecond() {
        return rounds.stream().mapToDouble(Round::perSecond).max().orElse(Double.NaN);
    }

    /** The median of the rounds' medians. */
    public double p50Micros() {
        return median(Round::p50Micros);
    }

    /** The median of the rounds' 99th percentiles. */
    public double p99Micros() {
        return median(Round::p99Micros);
    }

    /** Operations that had another outcome than they must have. */
    public long failures() {
        return rounds.stream().mapToLong(Round::failures).sum();
    }

    private double median(ToDoubleFunction<Round> value) {
        return Median.of(rounds.stream().map(value::applyAsDouble).toList());
    }
}
