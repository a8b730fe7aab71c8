package io.ringcast.dht.peer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of small worlds, each with its own faults, on all cores. A failure names its seed. {@code -Dsimulation.seed=N} runs that
 * one alone and prints every step; {@code -Dsimulation.seeds=N} sets how many seeds of each plan are run.
 */
class ManagersAndPeersTests {
    private static final int SEEDS = 2_500;

    @ParameterizedTest
    @EnumSource
    void everyCommandEndsAndAfterQuietManagersAndPeersAgree(SimulationPlan plan) {
        check(plan, SEEDS);
    }

    /** That the plan is worth something: seats are lost and taken again, and copies made. */
    @Test
    void ringsHealManyTimes() {
        int evictions = 0;
        int rebuilt = 0;
        int abandoned = 0;
        List<Long> whole = new ArrayList<>();
        List<Long> restored = new ArrayList<>();
        for (long seed = 0; seed < 100; seed++) {
            var world = new SimulatedWorld(SimulationPlan.HEALING, PlantedBug.NONE, seed, false);
            assertThat(world.run()).as("seed %d", seed).isEmpty();
            evictions += world.healing().evictions();
            rebuilt += world.healing().rebuilt();
            abandoned += world.healing().abandoned();
            whole.addAll(world.healing().wholeNanos());
            restored.addAll(world.healing().restoredNanos());
        }
        Collections.sort(whole);
        Collections.sort(restored);
        System.out.printf(
                "%d evictions; copies restored %d times, median %d ms, worst %d ms; whole again %d times, median %d ms, worst %d ms%n",
                evictions,
                restored.size(),
                restored.get(restored.size() / 2) / VirtualTime.MILLI,
                restored.getLast() / VirtualTime.MILLI,
                whole.size(),
                whole.get(whole.size() / 2) / VirtualTime.MILLI,
                whole.getLast() / VirtualTime.MILLI);
        System.out.printf(
                "%d rings rebuilt with one member more or less, %d went on as they were%n", rebuilt, abandoned);
        assertThat(evictions).isGreaterThan(50);
        assertThat(whole.size()).isGreaterThan(evictions / 3);
        assertThat(rebuilt).isGreaterThan(100);
        assertThat(abandoned).isGreaterThan(10);
    }

    @Test
    void theSameSeedGivesTheSameRunStepByStep() {
        for (SimulationPlan plan : SimulationPlan.values()) {
            assertThat(trace(plan, 7)).as("%s", plan).isEqualTo(trace(plan, 7)).isNotEqualTo(trace(plan, 8));
        }
    }

    /** With {@code -Psoak}: other seeds than those of every build, and many more of them. */
    @Test
    @Tag("soak")
    void soak() {
        long first = Long.getLong("simulation.first", 1_000_000);
        int count = Integer.getInteger("simulation.soak", 100_000) / SimulationPlan.values().length;
        for (SimulationPlan plan : SimulationPlan.values()) {
            long began = System.nanoTime();
            checkSeeds(plan, first, count);
            System.out.printf("%s: %d seeds in %d s%n", plan, count, (System.nanoTime() - began) / 1_000_000_000);
        }
    }

    private static void check(SimulationPlan plan, int seeds) {
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

    private static void checkSeeds(SimulationPlan plan, long first, int count) {
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

    private static String trace(SimulationPlan plan, long seed) {
        var world = new SimulatedWorld(plan, PlantedBug.NONE, seed, true);
        world.run();
        return world.time().trace();
    }
}
