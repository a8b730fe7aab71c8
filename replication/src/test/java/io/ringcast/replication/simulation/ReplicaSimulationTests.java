package io.ringcast.replication.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of groups, each with its own misfortunes. A failure names its seed; {@code -Dsimulation.seed=N} runs that one
 * alone and prints every step.
 */
class ReplicaSimulationTests {
    /** Of each plan. */
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 2_500);

    @ParameterizedTest
    @EnumSource
    void nothingThatIsPromisedIsBroken(SimulatedWorld world) {
        Long only = Long.getLong("simulation.seed");
        if (only != null) {
            world.run(only, System.out);
        } else {
            forSeeds(world, 0, SEEDS);
        }
    }

    @Test
    void theSameSeedGivesTheSameRunStepByStep() {
        for (SimulatedWorld world : SimulatedWorld.values()) {
            assertThat(trace(world, 7))
                    .as("%s", world)
                    .isEqualTo(trace(world, 7))
                    .isNotEqualTo(trace(world, 8));
        }
    }

    private static String trace(SimulatedWorld world, long seed) {
        var simulation = new Simulation(world.plan, seed, true);
        simulation.run();
        return simulation.trace();
    }

    /** With {@code -Psoak}: other seeds than those of every build, and many more of them. */
    @Test
    @Tag("soak")
    void soak() {
        long first = Long.getLong("simulation.first", 1_000_000);
        int count = Integer.getInteger("simulation.soak", 1_000_000) / SimulatedWorld.values().length;
        for (SimulatedWorld world : SimulatedWorld.values()) {
            long began = System.nanoTime();
            forSeeds(world, first, count);
            System.out.printf("%s: %d seeds in %d s%n", world, count, (System.nanoTime() - began) / 1_000_000_000);
        }
    }

    private static void forSeeds(SimulatedWorld world, long first, int count) {
        List<String> failures = LongStream.range(first, first + count)
                .parallel()
                .mapToObj(seed -> world.violation(seed).orElse(""))
                .filter(failure -> !failure.isEmpty())
                .limit(3)
                .toList();
        assertThat(failures).isEmpty();
    }
}
