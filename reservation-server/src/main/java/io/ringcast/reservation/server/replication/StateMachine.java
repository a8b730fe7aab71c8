package io.ringcast.reservation.server.replication;

/**
 * What is replicated: the port that the application implements. Every method is pure and deterministic, may be called
 * from any thread, and does not block.
 *
 * @param <S> state; immutable
 * @param <C> command
 * @param <O> outcome
 */
public interface StateMachine<S, C, O> {
    /** The state of a group that starts with nothing stored. */
    S genesis();

    /** Whether a command may alter the state. The others are ordered too, but not logged. */
    boolean isChange(C command);

    /** What a command leads to. A refusal is an outcome too; this never throws for one. */
    Transition<S, O> apply(S state, Ordered<C> command);

    /**
     * Applies a change that the losing side of a partition had acknowledged. What cannot be kept is recorded as a conflict
     * in the state.
     *
     * @param lostOutcome what the client was told
     */
    Transition<S, O> reapply(S state, Ordered<C> command, O lostOutcome);

    /** Bytes of a state: equal states have equal bytes on every server. */
    byte[] encodeState(S state);

    /**
     * The state of these bytes.
     *
     * @throws IllegalArgumentException if {@link #encodeState} never made them
     */
    S decodeState(byte[] bytes);

    /** Bytes of a command. */
    byte[] encodeCommand(C command);

    /**
     * The command of these bytes.
     *
     * @throws IllegalArgumentException if {@link #encodeCommand} never made them
     */
    C decodeCommand(byte[] bytes);

    /** Bytes of an outcome: equal outcomes have equal bytes on every server. */
    byte[] encodeOutcome(O outcome);

    /**
     * The outcome of these bytes.
     *
     * @throws IllegalArgumentException if {@link #encodeOutcome} never made them
     */
    O decodeOutcome(byte[] bytes);
}
