package io.ringcast.dht.peer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Runs a plan from many seeds, on all cores. A failure names its seed. {@code -Dsimulation.seed=N} runs that one alone and
 * prints every step; {@code -Dsimulation.seeds=N} sets how many seeds of each plan are run.
 */
final class SeedRunner {
    private SeedRunner() {}

    static void check(SimulationPlan plan, int seeds) {
        Long only = Long.getLong("simulation.seed");
        if (only == null) {
            checkSeeds(plan, 0, Integer.getInteger("simulation.seeds", seeds));
            return;
        }
        var world = new SimulatedWorld(plan, PlantedBug.NONE, only, true);
        try {
            assertThat(world.run()).isEmpty();
        } finally {
            System.out.println(world.time().trace());
        }
    }

    static void checkSeeds(SimulationPlan plan, long first, int count) {
        List<String> violations = LongStream.range(first, first + count)
                .parallel()
                .mapToObj(seed -> violation(plan, PlantedBug.NONE, seed).orElse(""))
                .filter(violation -> !violation.isEmpty())
                .limit(3)
                .toList();
        assertThat(violations).isEmpty();
    }

    /** What a run breaks of what is promised; empty if nothing. */
    static Optional<String> violation(SimulationPlan plan, PlantedBug bug, long seed) {
        try {
            return new SimulatedWorld(plan, bug, seed, false)
                    .run().stream()
                            .findFirst()
                            .map(text -> "%s (-Dsimulation.seed=%d -Dtest=ManagersAndPeersTests): %s"
                                    .formatted(plan, seed, text));
        } catch (AssertionError | RuntimeException e) {
            return Optional.of("%s (-Dsimulation.seed=%d -Dtest=ManagersAndPeersTests): %s".formatted(plan, seed, e));
        }
    }

    static String trace(SimulationPlan plan, long seed) {
        var world = new SimulatedWorld(plan, PlantedBug.NONE, seed, true);
        world.run();
        return world.time().trace();
    }
}
