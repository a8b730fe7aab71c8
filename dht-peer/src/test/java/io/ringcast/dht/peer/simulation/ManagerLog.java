package io.ringcast.dht.peer.simulation;

import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerOutcome;
import io.ringcast.dht.manager.domain.ManagerRules;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.ManagerStateMachine;
import io.ringcast.foundation.RequestId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the managers have decided, in its order. Each requester's latest change has a session, as in {@code replication}. */
final class ManagerLog {
    private final ManagerStateMachine rules = new ManagerStateMachine(ManagerRules.standard());
    private final PlantedBug bug;
    private final List<Decision> decisions = new ArrayList<>();
    private final Map<String, Decision> sessions = new HashMap<>();
    private ManagerState state = ManagerState.empty();

    /**
     * What became of a request.
     *
     * @param state after it
     * @param repeated whether it had been decided before
     */
    record Decision(RequestId id, ManagerOutcome outcome, ManagerState state, boolean repeated) {}

    ManagerLog(PlantedBug bug) {
        this.bug = bug;
    }

    ManagerState state() {
        return state;
    }

    /** How many decisions there are. */
    int size() {
        return decisions.size();
    }

    /** The state after so many decisions. */
    ManagerState stateAt(int size) {
        return size == 0 ? ManagerState.empty() : decisions.get(size - 1).state;
    }

    Decision decision(int index) {
        return decisions.get(index);
    }

    /** Decides; null if the requester has gone on to a later change since, so that nobody is told anything. */
    @Nullable
    Decision decide(RequestId id, ManagerCommand command) {
        boolean change = !(command instanceof ManagerCommand.QueryDht);
        Decision latest = sessions.get(id.requester());
        if (change && latest != null && latest.id.sequence() >= id.sequence() && !bug.forgetsSessions()) {
            return latest.id.equals(id) ? added(new Decision(id, latest.outcome, state, true)) : null;
        }
        var transition = rules.apply(state, command);
        state = transition.state();
        Decision decision = new Decision(id, transition.outcome(), state, false);
        if (change) {
            sessions.put(id.requester(), decision);
        }
        return added(decision);
    }

    private Decision added(Decision decision) {
        decisions.add(decision);
        return decision;
    }

    /** The store is lost. */
    void lose() {
        decisions.clear();
        sessions.clear();
        state = ManagerState.empty();
    }
}
