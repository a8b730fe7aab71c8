package io.ringcast.replication.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Runs a workload from many seeds, on all cores. A failure names its seed. {@code -Dsimulation.seed=N} runs that one alone and
 * prints every step; {@code -Dsimulation.seeds=N} sets how many seeds of each plan are run.
 */
public final class SimulationRunner<S, C, O> {
    private final Supplier<? extends Workload<S, C, O>> workloads;

    /** @param workloads makes the workload of one run */
    public SimulationRunner(Supplier<? extends Workload<S, C, O>> workloads) {
        this.workloads = workloads;
    }

    /**
     * Checks a plan; for the tests of every build.
     *
     * @param seeds how many, unless a system property says otherwise
     */
    public void check(Plan plan, int seeds) {
        Long only = Long.getLong("simulation.seed");
        if (only == null) {
            checkSeeds(plan, 0, Integer.getInteger("simulation.seeds", seeds));
            return;
        }
        var simulation = new Simulation<>(plan, workloads.get(), only, true);
        Optional<String> violation = violation(simulation, only);
        System.out.println(simulation.trace());
        assertThat(violation).isEmpty();
    }

    /**
     * Checks the standard plans with other seeds than those of every build: from {@code -Dsimulation.first} (1,000,000) on,
     * {@code -Dsimulation.soak} (1,000,000) of them, divided among the plans. For tests tagged {@code soak}.
     */
    public void soak() {
        long first = Long.getLong("simulation.first", 1_000_000);
        int count = Integer.getInteger("simulation.soak", 1_000_000) / StandardPlan.values().length;
        for (StandardPlan plan : StandardPlan.values()) {
            long began = System.nanoTime();
            checkSeeds(plan.plan(), first, count);
            System.out.printf("%s: %d seeds in %d s%n", plan, count, (System.nanoTime() - began) / 1_000_000_000);
        }
    }

    private void checkSeeds(Plan plan, long first, int count) {
        List<String> violations = LongStream.range(first, first + count)
                .parallel()
                .mapToObj(seed -> violation(plan, seed).orElse(""))
                .filter(violation -> !violation.isEmpty())
                .limit(3)
                .toList();
        assertThat(violations).isEmpty();
    }

    /** What a run breaks of its promises; empty if nothing. */
    public Optional<String> violation(Plan plan, long seed) {
        return violation(new Simulation<>(plan, workloads.get(), seed, false), seed);
    }

    private Optional<String> violation(Simulation<S, C, O> simulation, long seed) {
        try {
            simulation.run();
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of("%s (-Dsimulation.seed=%d): %s".formatted(simulation, seed, e));
        }
    }

    /** All steps of a run, as text. */
    public String trace(Plan plan, long seed) {
        var simulation = new Simulation<>(plan, workloads.get(), seed, true);
        simulation.run();
        return simulation.trace();
    }
}
