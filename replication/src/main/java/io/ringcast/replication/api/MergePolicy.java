package io.ringcast.replication.api;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of changes that only one side of a partition had. A group that needs a majority to serve never asks: without
 * one, both sides go on, and one of the two histories ends when the partition heals.
 */
public interface MergePolicy<S, C, O> {
    /**
     * Applies a change that one side of a partition had made and that the other side, whose state goes on, has not. What
     * conflicts is recorded in the state. A restart applies it again: the rules of this method are the same in every release.
     *
     * @param lostOutcome what the change's requester was told
     * @param kept what the side that goes on decided for the same request, if it had it, too: the requester may have
     *     been told either; else null
     */
    StateMachine.Transition<S, O> reapply(S state, Ordered<C> command, O lostOutcome, @Nullable Kept<O> kept);

    /**
     * The decision of a request by the history that goes on, where the losing side of a partition decided the same request.
     *
     * @param outcome null if it was forgotten: that there was one follows from what the client asked later
     */
    record Kept<T>(@Nullable T outcome) {}
}
