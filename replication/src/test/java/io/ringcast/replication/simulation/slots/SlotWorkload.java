package io.ringcast.replication.simulation.slots;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.simulation.ClientOperation;
import io.ringcast.replication.simulation.SimulationResult;
import io.ringcast.replication.simulation.Workload;
import io.ringcast.replication.simulation.slots.SlotMachine.Command;
import io.ringcast.replication.simulation.slots.SlotMachine.Kind;
import io.ringcast.replication.simulation.slots.SlotMachine.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.pcollections.TreePMap;

/** Clients that claim, free and read a few slots. */
public final class SlotWorkload implements Workload<TreePMap<String, String>, Command, Outcome> {
    private static final List<Kind> KINDS = List.of(Kind.CLAIM, Kind.FREE, Kind.READ);
    private static final int SLOTS = 3;
    private static final String SLOT = "slot";

    @Override
    public StateMachine<TreePMap<String, String>, Command, Outcome> machine(int level) {
        return new SlotMachine(level);
    }

    @Override
    public int newestLevel() {
        return SlotMachine.SILENT_REFUSALS;
    }

    @Override
    public Command next(String client, SplittableRandom random) {
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        return new Command(kind, SLOT + random.nextInt(SLOTS));
    }

    /** Each claim holds one slot. */
    @Override
    public void atRest(TreePMap<String, String> slots) {
        assertThat(slots.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(SLOT))
                        .map(Map.Entry::getValue))
                .doesNotHaveDuplicates();
    }

    @Override
    public void ended(SimulationResult<TreePMap<String, String>, Command, Outcome> result) {
        switch (result.plan().promise()) {
            case LINEARIZABLE ->
                assertThat(SlotHistory.violation(result.operations())).isEmpty();
            case NOTHING_DROPPED -> noClaimVanished(result);
            case NOTHING_DROPPED_UNCOUNTED -> {
                if (result.forgotten() == 0) {
                    noClaimVanished(result);
                }
            }
            case ONE_STATE -> {}
        }
    }

    /** Each claim that a client was told it got is there, freed, or a conflict. */
    private static void noClaimVanished(SimulationResult<TreePMap<String, String>, Command, Outcome> result) {
        var slots = result.state();
        Set<String> freed = result.history().stream().map(SlotWorkload::freedBy).collect(Collectors.toSet());
        for (var operation : result.operations()) {
            String id = operation.id().toString();
            assertThat(!isClaimed(operation)
                            || slots.containsValue(id)
                            || slots.containsKey(SlotMachine.conflictKey(operation.id()))
                            || freed.contains(id))
                    .as("%s is neither there, nor freed, nor a conflict: %s", operation, slots)
                    .isTrue();
        }
        endedBy(result)
                .forEach((id, claims) -> assertThat(claims)
                        .as("ended by %s alone, without a conflict", id)
                        .hasSizeLessThanOrEqualTo(slots.containsKey(SlotMachine.conflictKey(id)) ? 2 : 1));
    }

    private static boolean isClaimed(ClientOperation<Command, Outcome> operation) {
        Outcome outcome = operation.outcome();
        return operation.command().kind() == Kind.CLAIM && outcome != null && outcome.ok();
    }

    /** Whose claim the change ended; empty if none's. */
    private static String freedBy(LogEntry entry) {
        var machine = new SlotMachine();
        Outcome outcome = machine.outcomes().decode(entry.outcome().bytes());
        boolean freed = machine.commands().decode(entry.command().bytes()).kind() == Kind.FREE && outcome.ok();
        return freed ? outcome.owner() : "";
    }

    /** The claims that each request has ended, as the history is applied from its beginning. */
    private static Map<RequestId, Set<String>> endedBy(
            SimulationResult<TreePMap<String, String>, Command, Outcome> result) {
        List<TreePMap<String, String>> states = result.states();
        Map<RequestId, Set<String>> ended = new HashMap<>();
        for (LogEntry entry : result.history()) {
            int index = Math.toIntExact(entry.index());
            Set<String> claims = new HashSet<>(states.get(index - 1).values());
            claims.removeAll(states.get(index).values());
            ended.computeIfAbsent(entry.id(), id -> new HashSet<>()).addAll(claims);
        }
        return ended;
    }
}
