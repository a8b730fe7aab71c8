package io.ringcast.replication.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.Told;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/** Checks what is promised of any state machine. */
final class PromiseCheck<S, C, O> {
    private final SimulationResult<S, C, O> result;
    private final PlannedMachine<S, C, O> machine;
    private final List<ClientOperation<C, O>> answered;

    private PromiseCheck(SimulationResult<S, C, O> result) {
        this.result = result;
        this.machine = result.machine();
        this.answered =
                result.operations().stream().filter(o -> o.outcome() != null).toList();
    }

    static <S, C, O> void isKept(SimulationResult<S, C, O> result) {
        var check = new PromiseCheck<>(result);
        switch (result.plan().promise()) {
            case LINEARIZABLE -> check.linearizable();
            case NOTHING_DROPPED -> check.nothingDropped();
            case NOTHING_DROPPED_UNCOUNTED -> {
                if (result.forgotten() == 0) {
                    check.nothingDropped();
                }
            }
            case ONE_STATE -> {}
        }
    }

    /** No change waits to be applied again. */
    static <S, C, O> void nothingIsLost(List<SimulatedServer<S, C, O>> servers) {
        for (var server : servers) {
            assertThat(server.replica.lost().count())
                    .as("lost by %s", server.name)
                    .isZero();
        }
    }

    /** All servers have the same history, state, sessions and memory. */
    static <S, C, O> void allServersAreEqual(List<SimulatedServer<S, C, O>> servers) {
        ReplicaState<S, O> first =
                Objects.requireNonNull(servers.getFirst().replica.state());
        for (var server : servers) {
            var state = Objects.requireNonNull(server.replica.state());
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

    private void nothingDropped() {
        Map<Told, Long> indexes = indexes();
        answered.stream().filter(ClientOperation::isChange).forEach(change -> indexOf(change, indexes));
    }

    /**
     * The history is the order that explains the outcomes, with each read at the index of its outcome. This needs no search
     * for an order, and holds the log to more than the outcomes alone.
     */
    private void linearizable() {
        assertThat(result.contradictions()).isEmpty();
        List<S> states = result.states();
        Map<Told, Long> indexes = indexes();
        PriorityQueue<ClientOperation<C, O>> running =
                new PriorityQueue<>(Comparator.comparingLong(ClientOperation::responded));
        long newest = 0;
        for (ClientOperation<C, O> operation : answered) {
            while (!running.isEmpty() && running.peek().responded() < operation.invoked()) {
                newest = Math.max(newest, place(running.remove(), indexes));
            }
            assertThat(place(operation, indexes))
                    .as("the place of %s, after all outcomes that were received before it was asked", operation)
                    .isGreaterThanOrEqualTo(newest);
            running.add(operation);
            if (!operation.isChange()) {
                explain(operation, states.get(Math.toIntExact(operation.index())));
            }
        }
    }

    /** In the total order of changes and reads: a read follows the change at its index. */
    private long place(ClientOperation<C, O> operation, Map<Told, Long> indexes) {
        return operation.isChange() ? 2 * indexOf(operation, indexes) : 2 * operation.index() + 1;
    }

    private long indexOf(ClientOperation<C, O> change, Map<Told, Long> indexes) {
        O outcome = Objects.requireNonNull(change.outcome());
        Long index =
                indexes.get(new Told(change.id(), Encoded.of(machine.outcomes().encode(outcome))));
        assertThat(index)
                .as("the index of %s in the history that survived", change)
                .isNotNull();
        return index;
    }

    private Map<Told, Long> indexes() {
        Map<Told, Long> indexes = new HashMap<>();
        for (LogEntry entry : result.history()) {
            indexes.putIfAbsent(Told.of(entry), entry.index());
        }
        return indexes;
    }

    /** By the rules of any level: which one the group had then is not recorded. */
    private void explain(ClientOperation<C, O> read, S state) {
        var ordered = new Ordered<>(read.id(), 0, read.command());
        for (int level = 0; level <= machine.level(); level++) {
            if (machine.apply(state, ordered, level).outcome().equals(read.outcome())) {
                return;
            }
        }
        throw new AssertionError("%s does not follow from the state at its index: %s".formatted(read, state));
    }
}
