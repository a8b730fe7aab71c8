package io.ringcast.dht.peer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of small worlds, each with its own faults. */
class ManagersAndPeersTests {
    private static final int SEEDS = 2_500;

    static List<SimulationPlan> plans() {
        return List.of(
                SimulationPlan.ALONE, SimulationPlan.ALONE_WIPED, SimulationPlan.GROUP, SimulationPlan.ONLY_WEATHER);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void everyCommandEndsAndAfterQuietManagersAndPeersAgree(SimulationPlan plan) {
        SeedRunner.check(plan, SEEDS);
    }

    @Test
    void theSameSeedGivesTheSameRunStepByStep() {
        for (SimulationPlan plan : plans()) {
            assertThat(SeedRunner.trace(plan, 7))
                    .as("%s", plan)
                    .isEqualTo(SeedRunner.trace(plan, 7))
                    .isNotEqualTo(SeedRunner.trace(plan, 8));
        }
    }

    /** With {@code -Psoak}: other seeds than those of every build, and many more of them. */
    @Test
    @Tag("soak")
    void soak() {
        long first = Long.getLong("simulation.first", 1_000_000);
        int count = Integer.getInteger("simulation.soak", 100_000) / plans().size();
        for (SimulationPlan plan : plans()) {
            long began = System.nanoTime();
            SeedRunner.checkSeeds(plan, first, count);
            System.out.printf("%s: %d seeds in %d s%n", plan, count, (System.nanoTime() - began) / 1_000_000_000);
        }
    }
}
