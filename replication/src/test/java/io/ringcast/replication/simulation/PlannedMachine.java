package io.ringcast.replication.simulation;

import io.ringcast.replication.api.Codec;
import io.ringcast.replication.api.MergePolicy;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.api.StateMachine.Memory;

/**
 * A service's state machine that remembers as much as the plan says.
 *
 * @param level the newest one whose rules the machine knows
 */
public record PlannedMachine<S, C, O>(StateMachine<S, C, O> machine, Memory memory, int level)
        implements StateMachine<S, C, O> {
    @Override
    public S genesis() {
        return machine.genesis();
    }

    @Override
    public boolean isChange(C command) {
        return machine.isChange(command);
    }

    @Override
    public int levelOf(C command) {
        return machine.levelOf(command);
    }

    @Override
    public Transition<S, O> apply(S state, Ordered<C> command, int groupLevel) {
        return machine.apply(state, command, groupLevel);
    }

    @Override
    public S redo(S state, Ordered<C> command, O outcome) {
        return machine.redo(state, command, outcome);
    }

    @Override
    public MergePolicy<S, C, O> mergePolicy() {
        return machine.mergePolicy();
    }

    @Override
    public Codec<S> states() {
        return machine.states();
    }

    @Override
    public Codec<C> commands() {
        return machine.commands();
    }

    @Override
    public Codec<O> outcomes() {
        return machine.outcomes();
    }
}
