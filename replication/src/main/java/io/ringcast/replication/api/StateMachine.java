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

    /** How many sessions and changes the replicated state remembers. */
    default Memory memory() {
        return Memory.STANDARD;
    }

    /** Whether the command may change the state. Reads are ordered like changes, but neither logged nor stored. */
    boolean isChange(C command);

    /**
     * From which level of the group on a command may be ordered: members of a lower one could not read it. Below it the
     * command is refused, and a lost change with such a command waits until the group has reached the level.
     */
    default int levelOf(C command) {
        return 0;
    }

    /**
     * Applies a command at its place in the total order. A refusal is an outcome, never an exception.
     *
     * @param level at which the group works: a release with other rules applies the old ones to what is ordered at a lower
     *     level, as all members of the group then do
     */
    Transition<S, O> apply(S state, Ordered<C> command, int level);

    /**
     * The state after a change that was applied before and had this outcome, perhaps under the rules of another release. It does not
     * decide anew: what the outcome confirms is done, and what it refuses leaves the state unchanged.
     *
     * <p>The default applies the command again, which is right as long as the rules have never changed.
     *
     * @throws IllegalStateException if the outcome cannot have come of this command in this state: the log or the snapshot is
     *     broken
     */
    default S redo(S state, Ordered<C> command, O outcome) {
        return apply(state, command, 0).state();
    }

    /**
     * What becomes of a change that only one side of a partition had. By default it is applied like any other, and its requester
     * keeps the outcome that was told.
     */
    default MergePolicy<S, C, O> mergePolicy() {
        return (state, command, lostOutcome, kept) ->
                new Transition<>(apply(state, command, 0).state(), lostOutcome);
    }

    /** The codec of states, which may be large. */
    Codec<S> states();

    /** The codec of commands. */
    Codec<C> commands();

    /** The codec of outcomes. */
    Codec<O> outcomes();

    /** The result of a command: the state after it, and the outcome for its requester. */
    record Transition<S, O>(S state, O outcome) {}

    /**
     * How much of the past the replicated state remembers. Every server of a group forgets the same, so these numbers are a
     * constant of the state machine and no setting.
     *
     * @param clients whose last change is remembered
     * @param changes that are remembered, at least
     * @param blockChanges how many of these are forgotten at once
     */
    record Memory(int clients, int changes, int blockChanges) {
        /** What a service remembers. */
        public static final Memory STANDARD = new Memory(100_000, 10_000, 250);
    }
}
