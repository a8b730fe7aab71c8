package io.ringcast.benchmarks.report;

import io.ringcast.benchmarks.report.Goal.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The goals of the project, and what a run has reached of them. */
final class Goals {
    private static final int SERVERS = 3;
    private static final int MANY = 32;
    private static final int RING = 5;
    private static final String US = "Ringcast";
    private static final String FLOOR = "Spring Integration echo";
    private static final double MICROS_PER_MILLI = 1_000;

    private final Results results;
    private final List<Goal> goals = new ArrayList<>();

    private Goals(Results results) {
        this.results = results;
    }

    static List<Goal> of(Results results) {
        return new Goals(results).all();
    }

    private List<Goal> all() {
        changes("Redis", 1.0, 0.5);
        changes("etcd", 6.0, 0.25);
        changes("ZooKeeper", 4.0, 0.4);
        ratio(
                "reads/s against the Spring Integration echo, 32 clients",
                Sense.AT_LEAST,
                0.4,
                reservation(US, "check", MANY),
                reservation(FLOOR, "echo", MANY),
                Measurement::perSecond);
        dht();
        return goals;
    }

    private void changes(String other, double throughput, double latency) {
        ratio(
                "reservations/s against " + other + ", 32 clients",
                Sense.AT_LEAST,
                throughput,
                reservation(US, "reserve", MANY),
                reservation(other, "reserve", MANY),
                Measurement::perSecond);
        ratio(
                "median time of a reservation against " + other + ", 1 client",
                Sense.AT_MOST,
                latency,
                reservation(US, "reserve", 1),
                reservation(other, "reserve", 1),
                Measurement::p50Micros);
    }

    private void dht() {
        add(
                "set-up of 5 nodes with 241 records, warm",
                Sense.AT_MOST,
                30,
                "ms",
                dht(Experiments.SET_UP, 1)
                        .map(m -> m.p50Micros() / MICROS_PER_MILLI)
                        .orElse(null));
        ratio(
                "one query at a time, per node visited, against the echo's round trip, 5 nodes",
                Sense.AT_MOST,
                2,
                dht("query", 1).map(Goals::microsPerNode),
                results.find(Experiments.DHT, FLOOR, "echo", 1, 1).map(Measurement::p50Micros));
        add(
                "queries/s of 32 askers, 5 nodes",
                Sense.AT_LEAST,
                15_000,
                "/s",
                dht("query", MANY).map(Measurement::perSecond).orElse(null));
        add(
                "records/s into 5 peers, 1,000,000 records",
                Sense.AT_LEAST,
                100_000,
                "/s",
                results.of(Experiments.LOAD).stream()
                        .map(m -> m.facts().get(Experiments.RECORDS_PER_SECOND))
                        .findFirst()
                        .orElse(null));
    }

    private static double microsPerNode(Measurement queries) {
        return queries.p50Micros() / queries.facts().getOrDefault(Experiments.MEAN_NODES, Double.NaN);
    }

    private Optional<Measurement> reservation(String subject, String work, int clients) {
        return results.find(Experiments.RESERVATION, subject, work, clients, SERVERS);
    }

    private Optional<Measurement> dht(String work, int clients) {
        return results.find(Experiments.DHT, "Ringcast DHT", work, clients, RING);
    }

    private void ratio(
            String text,
            Sense sense,
            double bound,
            Optional<Measurement> ours,
            Optional<Measurement> theirs,
            ToDoubleFunction<Measurement> value) {
        ratio(text, sense, bound, ours.map(value::applyAsDouble), theirs.map(value::applyAsDouble));
    }

    private void ratio(String text, Sense sense, double bound, Optional<Double> ours, Optional<Double> theirs) {
        add(
                text,
                sense,
                bound,
                "×",
                ours.flatMap(us -> theirs.map(them -> us / them)).orElse(null));
    }

    private void add(String text, Sense sense, double bound, String unit, @Nullable Double measured) {
        goals.add(new Goal(text, sense, bound, unit, measured));
    }
}
