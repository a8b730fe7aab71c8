package io.ringcast.reservation.server;

import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Decision;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Rules;
import io.ringcast.reservation.server.domain.Stamp;
import io.ringcast.reservation.server.domain.State;
import io.ringcast.reservation.server.replication.Ordered;
import io.ringcast.reservation.server.replication.StateMachine;
import io.ringcast.reservation.server.replication.Transition;

/** The reservation service as a state machine that can be replicated. */
final class ReservationStateMachine implements StateMachine<State, Command, Outcome> {
    private final State genesis;
    private final StateJson stateJson = new StateJson();
    private final CommandJson commandJson = new CommandJson();

    ReservationStateMachine(State genesis) {
        this.genesis = genesis;
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
    public Transition<State, Outcome> apply(State state, Ordered<Command> ordered) {
        Decision decision = Rules.apply(state, stamp(ordered), ordered.command());
        return new Transition<>(decision.state(), decision.outcome());
    }

    /** The lost outcome stays the outcome of the request: a client has been told it. */
    @Override
    public Transition<State, Outcome> reapply(State state, Ordered<Command> ordered, Outcome lostOutcome) {
        return new Transition<>(Rules.reapply(state, stamp(ordered), ordered.command(), lostOutcome), lostOutcome);
    }

    @Override
    public byte[] encodeState(State state) {
        return stateJson.encode(state);
    }

    @Override
    public State decodeState(byte[] bytes) {
        return stateJson.decode(bytes);
    }

    @Override
    public byte[] encodeCommand(Command command) {
        return commandJson.encode(command);
    }

    @Override
    public Command decodeCommand(byte[] bytes) {
        return commandJson.decodeCommand(bytes);
    }

    @Override
    public byte[] encodeOutcome(Outcome outcome) {
        return commandJson.encode(outcome);
    }

    @Override
    public Outcome decodeOutcome(byte[] bytes) {
        return commandJson.decodeOutcome(bytes);
    }

    private static Stamp stamp(Ordered<Command> ordered) {
        return new Stamp(ordered.id().toString(), ordered.timeMillis());
    }
}
