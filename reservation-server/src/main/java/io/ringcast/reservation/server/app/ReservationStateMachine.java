package io.ringcast.reservation.server.app;

import io.ringcast.replication.api.Codec;
import io.ringcast.replication.api.MergePolicy;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.api.StateMachine.Transition;
import io.ringcast.reservation.server.codec.CommandJson;
import io.ringcast.reservation.server.codec.StateJson;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Rules;
import io.ringcast.reservation.server.domain.State;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reservation service as a state machine that can be replicated. */
final class ReservationStateMachine implements StateMachine<State, Command, Outcome> {
    private static final Logger log = LoggerFactory.getLogger(ReservationStateMachine.class);

    private final State genesis;
    private final AtomicBoolean warned = new AtomicBoolean();
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

    /** There has been one set of rules so far, whatever the level. */
    @Override
    public Transition<State, Outcome> apply(State state, Ordered<Command> ordered, int level) {
        return Rules.apply(state, ordered);
    }

    @Override
    public State redo(State state, Ordered<Command> ordered, Outcome outcome) {
        return Rules.redo(state, outcome);
    }

    /** The lost outcome stays the outcome of the request: a client has been told it. */
    @Override
    public MergePolicy<State, Command, Outcome> mergePolicy() {
        return (state, ordered, lost, kept) -> new Transition<>(Rules.reapply(state, ordered, lost, kept), lost);
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

    private final class StateCodec implements Codec<State> {
        private final StateJson json = new StateJson();

        @Override
        public void write(State state, OutputStream to) {
            json.write(state, to);
        }

        /** Warns, once, when what the group or the store has is not what this server's files say. */
        @Override
        public State decode(byte[] bytes) {
            State state = json.decode(bytes);
            if (!state.catalog().equals(genesis.catalog()) && !warned.getAndSet(true)) {
                log.warn("the catalog of this server's files is not that of its group or store, which goes on:"
                        + " rooms.txt, days.txt or timeslots.txt differ");
            }
            return state;
        }
    }
}
