package io.ringcast.benchmarks.report;

import static io.ringcast.benchmarks.report.Samples.measurement;
import static io.ringcast.benchmarks.report.Samples.results;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoalsTests {
    private static Goal goal(Results results, String text) {
        return Goals.of(results).stream()
                .filter(goal -> goal.text().startsWith(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRatioIsOfTheMedians() {
        Results results = results(
                measurement(Experiments.RESERVATION, "Ringcast", "reserve", 32, 10, 3_000, 2_000),
                measurement(Experiments.RESERVATION, "Redis, 2 replicas", "reserve", 32, 4_000, 4_000, 1));

        Goal goal = goal(results, "reservations/s against Redis");

        assertThat(goal.measured()).isEqualTo(0.5);
        assertThat(goal.isMet()).isFalse();
        assertThat(goal.row()).contains("| ≥ 1.00 × | 0.50 × | **no** |");
    }

    @Test
    void aLatencyMustBeBelowItsBound() {
        Results results = results(
                measurement(Experiments.RESERVATION, "Ringcast", "reserve", 1, 1_000),
                measurement(Experiments.RESERVATION, "etcd, 3 members", "reserve", 1, 200));

        assertThat(goal(results, "median time of a reservation against etcd").isMet())
                .isTrue();
    }

    @Test
    void theRunWithoutSyncIsNotTakenForTheDurableOne() {
        Results results = results(
                measurement(Experiments.RESERVATION, "Ringcast", "reserve", 32, 1_000),
                measurement(Experiments.RESERVATION, "Ringcast, durability=interval", "reserve", 32, 9_000),
                measurement(Experiments.RESERVATION, "Redis, 2 replicas", "reserve", 32, 1_000));

        assertThat(goal(results, "reservations/s against Redis").measured()).isEqualTo(1.0);
    }

    @Test
    void whatWasNotMeasuredIsNotMet() {
        Goal goal = goal(results(), "queries/s of 32 askers");

        assertThat(goal.measured()).isNull();
        assertThat(goal.isMet()).isFalse();
    }

    @Test
    void aQueryIsJudgedByTheNodesThatItVisits() {
        Measurement queries = new Measurement(
                Experiments.DHT,
                "Ringcast DHT",
                "query",
                1,
                5,
                List.of(Samples.round(1, 300)),
                Map.of(Experiments.MEAN_NODES, 3.0));
        Measurement echo = new Measurement(
                Experiments.DHT, "Spring Integration echo", "echo", 1, 1, List.of(Samples.round(1, 80)), Map.of());

        assertThat(goal(results(queries, echo), "one query at a time").measured())
                .isEqualTo(1.25);
    }
}
