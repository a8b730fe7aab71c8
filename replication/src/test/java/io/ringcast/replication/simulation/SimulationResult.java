package io.ringcast.replication.simulation;

import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.log.ReplicaState;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a run, when all faults are mended and the group is at rest.
 *
 * @param machine of the newest release
 * @param history all changes of the history that survived, also those that the state has forgotten; the first has index 1
 * @param operations all that clients asked for, in the order in which they asked
 * @param contradictions changes of which a client received two outcomes, each as text
 * @param forgotten how many changes the servers lost and could not name any more, in all their lives
 */
public record SimulationResult<S, C, O>(
        Plan plan,
        PlannedMachine<S, C, O> machine,
        S state,
        List<LogEntry> history,
        List<ClientOperation<C, O>> operations,
        List<String> contradictions,
        long forgotten) {

    /** The state after each change of the history, as a server computes it that starts again; before all of them the genesis. */
    public List<S> states() {
        List<S> states = new ArrayList<>();
        var replayed = ReplicaState.genesis(machine);
        states.add(replayed.application());
        for (LogEntry entry : history) {
            replayed = replayed.replay(machine, entry);
            states.add(replayed.application());
        }
        return states;
    }
}
