package io.ringcast.replication.api;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of changes that only one side of a partition had. A group that needs a majority to serve never uses it. Without a
 * majority both sides continue, and when the partition heals one of the two histories is given up.
 */
public interface MergePolicy<S, C, O> {
    /**
     * Applies a change of the history that was given up to the state of the one that survived. Conflicts are recorded in the state.
     * A restart applies the change again, so the rules of this method must be the same in every release.
     *
     * @param lostOutcome what the change's requester was told
     * @param kept what the surviving history decided for the same request, whose requester may have been told either outcome;
     *     null if it did not decide it
     */
    StateMachine.Transition<S, O> reapply(S state, Ordered<C> command, O lostOutcome, @Nullable Kept<O> kept);

    /**
     * The decision of the surviving history for a request that the losing side decided as well.
     *
     * @param outcome null if it was forgotten: that there was one follows from what the client asked later
     */
    record Kept<T>(@Nullable T outcome) {}
}
