package io.ringcast.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlayTablesTests {
    private static final Results RESULTS = Samples.results(
            new Measurement(
                    Experiments.OVERLAY_FAILURES,
                    "ring",
                    "lookup",
                    3,
                    1_000,
                    List.of(),
                    Map.of(Experiments.DEAD_PERCENT, 50.0, Experiments.FOUND_PERCENT, 0.0)),
            new Measurement(
                    Experiments.OVERLAY_FAILURES,
                    "chord",
                    "lookup",
                    3,
                    1_000,
                    List.of(),
                    Map.of(
                            Experiments.DEAD_PERCENT,
                            50.0,
                            Experiments.FOUND_PERCENT,
                            87.5,
                            Experiments.HOPS_MEAN,
                            5.125,
                            Experiments.TIMEOUTS_MEAN,
                            4.0)));

    @Test
    void eachTableNamesTheCommandThatMakesIt() {
        assertThat(OverlayTables.of(RESULTS))
                .contains("`./ringcast bench overlays`", "| chord | 3 | 50 | 87.50 | 5.13 | 4.00 |");
    }

    @Test
    void lookupsOfWhichNoneEndsHaveNoHops() {
        assertThat(OverlayTables.of(RESULTS)).contains("| ring | 3 | 50 | 0.00 | – | – |");
    }

    @Test
    void whatWasNotMeasuredHasNoPlot() {
        assertThat(OverlayPlots.of(RESULTS)).containsOnlyKeys("failures-found", "failures-hops");
    }
}
