package io.ringcast.dht.manager.app;

import io.ringcast.dht.manager.codec.DomainJson;
import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerOutcome;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.ManagerStateMachine;
import io.ringcast.dht.manager.domain.ManagerTransition;
import io.ringcast.dht.manager.domain.RingHistory;
import io.ringcast.replication.api.Codec;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine;

/** The manager as a state machine that can be replicated. */
public final class ManagerMachine implements StateMachine<ManagerState, ManagerCommand, ManagerOutcome> {
    private final ManagerStateMachine rules;
    private final Codec<ManagerState> states = DomainJson.states();
    private final Codec<ManagerCommand> commands = DomainJson.commands();
    private final Codec<ManagerOutcome> outcomes = DomainJson.outcomes();

    /** Under these rules, which are the same at all managers. */
    public ManagerMachine(ManagerStateMachine rules) {
        this.rules = rules;
    }

    @Override
    public ManagerState genesis() {
        return ManagerState.empty();
    }

    @Override
    public boolean isChange(ManagerCommand command) {
        return !(command instanceof ManagerCommand.QueryDht);
    }

    /** There has been one set of rules so far, whatever the level. */
    @Override
    public Transition<ManagerState, ManagerOutcome> apply(
            ManagerState state, Ordered<ManagerCommand> command, int level) {
        ManagerTransition transition = rules.apply(state, command.command());
        return new Transition<>(
                RingHistory.told(state, transition.state(), command.command(), command.timeMillis()),
                transition.outcome());
    }

    @Override
    public Codec<ManagerState> states() {
        return states;
    }

    @Override
    public Codec<ManagerCommand> commands() {
        return commands;
    }

    @Override
    public Codec<ManagerOutcome> outcomes() {
        return outcomes;
    }
}
