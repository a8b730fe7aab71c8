package io.ringcast.replication.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.Told;
import io.ringcast.replication.simulation.SlotMachine.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What is promised of a simulated group when all is mended. */
final class Verdict {
    private Verdict() {}

    /** All servers have the same history, state, sessions and memory, and nothing is still lost. */
    static void oneState(Simulation simulation) {
        var first = simulation.finalState();
        for (SimulatedServer server : simulation.servers()) {
            var state = Objects.requireNonNull(server.replica.state());
            assertThat(server.replica.lost().count())
                    .as("lost by %s", server.name)
                    .isZero();
            assertThat(state.sameAs(first.index(), first.chain())
                            && state.application().equals(first.application())
                            && state.sessions().equals(first.sessions())
                            && remembered(state).equals(remembered(first)))
                    .as("%s has %s, others have %s", server.name, state, first)
                    .isTrue();
        }
    }

    /** Without the epochs: a change that was lost and ordered again with the same outcome makes the same history. */
    private static List<Told> remembered(ReplicaState<?, ?> state) {
        return state.recent().all().stream().map(Told::of).toList();
    }

    static void linearizable(Simulation simulation) {
        assertThat(simulation.clients.contradictions).isEmpty();
        assertThat(simulation.clients.history.violation()).isEmpty();
    }

    /** Nothing was dropped, unless it was counted as forgotten. */
    static void nothingDroppedUncounted(Simulation simulation) {
        if (simulation.forgotten() == 0) {
            nothingDroppedSilently(simulation);
        }
    }

    /** What clients were told is in the history that goes on; each claim is there, freed, or a conflict. */
    static void nothingDroppedSilently(Simulation simulation) {
        List<LogEntry> history = simulation.finalHistory();
        Set<Told> decided = history.stream().map(Told::of).collect(Collectors.toSet());
        List<SlotHistory.Operation> answered = simulation.clients.history.operations().stream()
                .filter(o -> o.command.kind() != Kind.READ && o.outcome != null)
                .toList();
        for (SlotHistory.Operation operation : answered) {
            assertThat(decided.contains(SlotMachine.told(operation)))
                    .as("%s is in the history that goes on", operation)
                    .isTrue();
        }
        var slots = simulation.finalState().application();
        Set<String> freed = history.stream().map(SlotMachine::freedBy).collect(Collectors.toSet());
        for (SlotHistory.Operation operation : answered) {
            String id = operation.id.toString();
            boolean claimed = operation.command.kind() == Kind.CLAIM
                    && Objects.requireNonNull(operation.outcome).ok();
            assertThat(!claimed
                            || slots.containsValue(id)
                            || slots.containsKey(SlotMachine.conflictKey(operation.id))
                            || freed.contains(id))
                    .as("%s is neither there, nor freed, nor a conflict: %s", operation, slots)
                    .isTrue();
        }
        endedBy(history)
                .forEach((id, claims) -> assertThat(claims)
                        .as("ended by %s alone, without a conflict", id)
                        .hasSizeLessThanOrEqualTo(slots.containsKey(SlotMachine.conflictKey(id)) ? 2 : 1));
    }

    /** The claims that each request has ended, as the history is applied from its beginning. */
    private static Map<RequestId, Set<String>> endedBy(List<LogEntry> history) {
        var machine = new SlotMachine();
        var state = ReplicaState.genesis(machine).in(Examples.EPOCHS);
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
