package io.ringcast.reservation.server.app;

import io.ringcast.replication.api.Codec;
import io.ringcast.replication.api.MergePolicy;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.api.StateMachine.Transition;
import io.ringcast.reservation.server.codec.CatalogJson;
import io.ringcast.reservation.server.codec.CommandJson;
import io.ringcast.reservation.server.codec.StateJson;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Rules;
import io.ringcast.reservation.server.domain.State;
import java.io.OutputStream;

/** The reservation service as a state machine that can be replicated. */
final class ReservationStateMachine implements StateMachine<State, Command, Outcome> {
    /** The level of the group from which on there are commands that release 0.1.0 cannot read. */
    private static final int MORE_COMMANDS = 1;

    private final State genesis;
    private final Codec<State> states = new StateCodec();
    private final Codec<Command> commands;
    private final Codec<Outcome> outcomes;

    ReservationStateMachine(State genesis) {
        this.genesis = genesis;
        var json = new CommandJson();
        this.commands = Codec.of(json::encode, json::decodeCommand);
        this.outcomes = Codec.of(json::encode, json::decodeOutcome);
    }

    @Override
    public State genesis() {
        return genesis;
    }

    @Override
    public boolean isChange(Command command) {
        return command instanceof Command.Change;
    }

    @Override
    public int levelOf(Command command) {
        return command instanceof Command.ChangeCatalog || command instanceof Command.DeleteOwnReservation
                ? MORE_COMMANDS
                : 0;
    }

    /** There has been one set of rules so far, whatever the level. */
    @Override
    public Transition<State, Outcome> apply(State state, Ordered<Command> ordered, int level) {
        return Rules.apply(state, ordered, CatalogJson.REPLIES_FIT);
    }

    @Override
    public State redo(State state, Ordered<Command> ordered, Outcome outcome) {
        return Rules.redo(state, ordered.command(), outcome);
    }

    /** The lost outcome stays the outcome of the request: a client has been told it. */
    @Override
    public MergePolicy<State, Command, Outcome> mergePolicy() {
        return (state, ordered, lost, kept) ->
                new Transition<>(Rules.reapply(state, ordered, lost, kept, CatalogJson.REPLIES_FIT), lost);
    }

    @Override
    public Codec<State> states() {
        return states;
    }

    @Override
    public Codec<Command> commands() {
        return commands;
    }

    @Override
    public Codec<Outcome> outcomes() {
        return outcomes;
    }

    private static final class StateCodec implements Codec<State> {
        private final StateJson json = new StateJson();

        @Override
        public void write(State state, OutputStream to) {
            json.write(state, to);
        }

        @Override
        public State decode(byte[] bytes) {
            return json.decode(bytes);
        }
    }
}
