package io.ringcast.replication.api;

/**
 * The application that is replicated. Every method is pure: the same arguments give the same result on every server, at
 * any time, on any thread.
 *
 * @param <S> the state; immutable
 * @param <C> a command
 * @param <O> the outcome of a command
 */
public interface StateMachine<S, C, O> {
    /** The state of a group that starts with nothing stored. */
    S genesis();

    /** How much of the past the state remembers beside what this machine keeps in it. */
    default Memory memory() {
        return Memory.STANDARD;
    }

    /** Whether the command may change the state. Reads are ordered like changes, but neither logged nor stored. */
    boolean isChange(C command);

    /**
     * Applies a command at its place in the total order. A refusal is an outcome, never an exception.
     *
     * @param level at which the group works: a release with other rules applies the old ones to what is ordered at a lower
     *     level, as all members of the group then do
     */
    Transition<S, O> apply(S state, Ordered<C> command, int level);

    /**
     * The state after a change that was applied before, with this outcome, perhaps by a program with other rules. Never
     * decides: what the outcome says was done is done, and what it refused leaves the state as it is.
     *
     * <p>By itself, a machine whose rules have never changed. One with a newer rule overrides this.
     *
     * @throws IllegalStateException if the outcome cannot have come of this command in this state: the log or the snapshot is
     *     broken
     */
    default S redo(S state, Ordered<C> command, O outcome) {
        return apply(state, command, 0).state();
    }

    /**
     * What becomes of a change that only one side of a partition had. By itself, it is applied as any other, and whoever made it
     * keeps the outcome that he was told.
     */
    default MergePolicy<S, C, O> mergePolicy() {
        return (state, command, lostOutcome, kept) ->
                new Transition<>(apply(state, command, 0).state(), lostOutcome);
    }

    /** Of states, which may be large. */
    Codec<S> states();

    /** Of commands. */
    Codec<C> commands();

    /** Of outcomes. */
    Codec<O> outcomes();

    /** What a command did: the state after it, and what its requester is told. */
    record Transition<S, O>(S state, O outcome) {}
}
