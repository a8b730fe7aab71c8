package io.ringcast.reservation.server.app;

import io.ringcast.replication.api.Codec;
import io.ringcast.replication.api.MergePolicy;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.State;

/**
 * The state machine as release 0.1.0 has it: it cannot read a command that changes the catalog or frees only one's own. That it could not take over a
 * state with an outcome of such a command either is left out, so that it meets what the others do next.
 */
record FirstRelease(StateMachine<State, Command, Outcome> machine) implements StateMachine<State, Command, Outcome> {
    @Override
    public State genesis() {
        return machine.genesis();
    }

    @Override
    public boolean isChange(Command command) {
        return machine.isChange(command);
    }

    /** A request of a client of this server: an operator of 0.1.0 cannot ask for it, the simulation's clients can. */
    @Override
    public int levelOf(Command command) {
        return machine.levelOf(command);
    }

    @Override
    public Transition<State, Outcome> apply(State state, Ordered<Command> ordered, int level) {
        requireKnown(ordered.command());
        return machine.apply(state, ordered, level);
    }

    @Override
    public State redo(State state, Ordered<Command> ordered, Outcome outcome) {
        return machine.redo(state, ordered, outcome);
    }

    @Override
    public MergePolicy<State, Command, Outcome> mergePolicy() {
        return machine.mergePolicy();
    }

    @Override
    public Codec<State> states() {
        return machine.states();
    }

    @Override
    public Codec<Command> commands() {
        return Codec.of(
                machine.commands()::encode,
                bytes -> requireKnown(machine.commands().decode(bytes)));
    }

    @Override
    public Codec<Outcome> outcomes() {
        return machine.outcomes();
    }

    private static Command requireKnown(Command command) {
        if (command instanceof Command.ChangeCatalog || command instanceof Command.DeleteOwnReservation) {
            throw new IllegalArgumentException(
                    "not a stored command: unknown type '" + command.getClass().getSimpleName() + "'");
        }
        return command;
    }
}
