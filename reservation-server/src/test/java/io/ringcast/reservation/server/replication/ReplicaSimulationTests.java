package io.ringcast.reservation.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.RequestId;
import io.ringcast.reservation.server.replication.Simulation.Plan;
import io.ringcast.reservation.server.replication.SlotMachine.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Thousands of groups, each with its own misfortunes. A failure names its seed; {@code -Dsimulation.seed=N} runs that
 * one alone and prints every step.
 */
class ReplicaSimulationTests {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 300);

    private static final Plan CRASHES = new Plan(3, 1, false, true, 1, 700);
    private static final Plan MAJORITY_OF_THREE = new Plan(3, 2, true, true, 3, 900);
    private static final Plan MAJORITY_OF_FIVE = new Plan(5, 3, true, true, 3, 900);
    private static final Plan BOTH_SIDES_GO_ON = new Plan(4, 1, true, true, 2, 700);

    @Test
    void oneCrashAtATimeLosesNothingWithMinMembersOne() {
        forEachSeed(CRASHES, ReplicaSimulationTests::assertLinearizable);
    }

    @Test
    void aMajorityOfThreeIsLinearizableAcrossPartitionsAndCrashes() {
        forEachSeed(MAJORITY_OF_THREE, ReplicaSimulationTests::assertLinearizable);
    }

    @Test
    void aMajorityOfFiveIsLinearizableAcrossPartitionsAndCrashes() {
        forEachSeed(MAJORITY_OF_FIVE, ReplicaSimulationTests::assertLinearizable);
    }

    @Test
    void afterAPartitionWithMinMembersOneEveryClaimIsThereOrAConflict() {
        forEachSeed(BOTH_SIDES_GO_ON, ReplicaSimulationTests::assertNothingDroppedSilently);
    }

    @Test
    void theSameSeedGivesTheSameRunStepByStep() {
        for (Plan plan : List.of(CRASHES, MAJORITY_OF_FIVE, BOTH_SIDES_GO_ON)) {
            assertThat(trace(plan, 7)).isEqualTo(trace(plan, 7)).isNotEqualTo(trace(plan, 8));
        }
    }

    private static String trace(Plan plan, long seed) {
        var simulation = new Simulation(plan, seed, true);
        simulation.run();
        return simulation.trace();
    }

    /** With {@code -Psoak}: other seeds than those of every build, and many more of them. */
    @Test
    @Tag("soak")
    void soak() {
        long first = Long.getLong("simulation.first", 1_000_000);
        int count = Integer.getInteger("simulation.soak", 100_000);
        for (Plan plan : List.of(CRASHES, MAJORITY_OF_THREE, MAJORITY_OF_FIVE)) {
            forSeeds(plan, first, count, ReplicaSimulationTests::assertLinearizable);
        }
        forSeeds(BOTH_SIDES_GO_ON, first, count, ReplicaSimulationTests::assertNothingDroppedSilently);
    }

    private interface Verdict {
        void on(Simulation simulation);
    }

    private static void forEachSeed(Plan plan, Verdict verdict) {
        Long only = Long.getLong("simulation.seed");
        if (only != null) {
            run(plan, only, true, verdict);
            return;
        }
        forSeeds(plan, 0, SEEDS, verdict);
    }

    private static void forSeeds(Plan plan, long first, int count, Verdict verdict) {
        LongStream.range(first, first + count).parallel().forEach(seed -> run(plan, seed, false, verdict));
    }

    private static void run(Plan plan, long seed, boolean tracing, Verdict verdict) {
        var simulation = new Simulation(plan, seed, tracing);
        try {
            simulation.run();
            assertThat(new HashSet<>(simulation.finalStates().values()))
                    .as("final states %s", simulation.finalStates())
                    .hasSize(1)
                    .allMatch(state -> state.contains("lost=0"));
            verdict.on(simulation);
        } catch (AssertionError | RuntimeException e) {
            if (tracing) {
                System.out.println(simulation.trace());
            }
            throw new AssertionError("seed %d of %s: %s".formatted(seed, plan, e.getMessage()), e);
        }
    }

    private static void assertLinearizable(Simulation simulation) {
        assertThat(simulation.contradictions).isEmpty();
        assertThat(simulation.history.violation()).isEmpty();
    }

    /** What the history that goes on has done, it has done to every reservation's knowledge: so it is enough to be in it. */
    private static void assertNothingDroppedSilently(Simulation simulation) {
        var end = simulation.finalState();
        simulation.history.operations().stream()
                .filter(o -> o.command.kind() != Kind.READ && o.outcome != null)
                .forEach(o -> assertThat(end.recent().contains(SlotMachine.told(o)))
                        .as(
                                "%s is in the history that goes on: %s",
                                o, end.recent().all())
                        .isTrue());
        Set<String> freed =
                end.recent().all().stream().map(SlotMachine::freedBy).collect(Collectors.toSet());
        simulation.history.operations().stream()
                .filter(o -> o.command.kind() == Kind.CLAIM && o.outcome != null && o.outcome.ok())
                .forEach(o -> assertThat(end.application().containsValue(o.id.toString())
                                || end.application().containsKey(SlotMachine.conflictKey(o.id))
                                || freed.contains(o.id.toString()))
                        .as("%s is neither there, nor freed, nor a conflict: %s", o, end.application())
                        .isTrue());
        assertThat(endedBy(end.recent().all()))
                .allSatisfy((id, claims) -> assertThat(claims)
                        .as("ended by %s alone, without a conflict", id)
                        .hasSizeLessThanOrEqualTo(end.application().containsKey(SlotMachine.conflictKey(id)) ? 2 : 1));
    }

    /** The claims that each request has ended, as the history is applied from its beginning. */
    private static Map<RequestId, Set<String>> endedBy(List<LogEntry> history) {
        var machine = new SlotMachine();
        var state = ReplicaState.genesis(machine).in(Examples.LINEAGE);
        Map<RequestId, Set<String>> ended = new HashMap<>();
        for (LogEntry entry : history) {
            Set<String> claims = new HashSet<>(state.application().values());
            state = state.replay(machine, entry);
            claims.removeAll(state.application().values());
            ended.computeIfAbsent(entry.id(), id -> new HashSet<>()).addAll(claims);
        }
        return ended;
    }
}
