package io.ringcast.replication.simulation.slots;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.replication.simulation.SimulationRunner;
import io.ringcast.replication.simulation.StandardPlan;
import io.ringcast.replication.simulation.slots.SlotMachine.Command;
import io.ringcast.replication.simulation.slots.SlotMachine.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pcollections.TreePMap;

/** Thousands of groups of {@link SlotMachine}s, each with its own faults. */
class ReplicaSimulationTests {
    private static final int SEEDS = 2_500;

    private final SimulationRunner<TreePMap<String, String>, Command, Outcome> runner =
            new SimulationRunner<>(SlotWorkload::new);

    @ParameterizedTest
    @EnumSource
    void nothingThatIsPromisedIsBroken(StandardPlan plan) {
        runner.check(plan.plan(), SEEDS);
    }

    @Test
    void theSameSeedGivesTheSameRunStepByStep() {
        for (StandardPlan plan : StandardPlan.values()) {
            assertThat(runner.trace(plan.plan(), 7))
                    .as("%s", plan)
                    .isEqualTo(runner.trace(plan.plan(), 7))
                    .isNotEqualTo(runner.trace(plan.plan(), 8));
        }
    }

    /** With {@code -Psoak}: other seeds than those of every build, and many more of them. */
    @Test
    @Tag("soak")
    void soak() {
        runner.soak();
    }
}
