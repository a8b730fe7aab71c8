package io.ringcast.replication.api;

import io.ringcast.foundation.RequestId;

/**
 * Carries answers to whoever asked. Called by the replica's thread, {@link #unavailable} by any; must not block.
 */
public interface AnswerSink<O> {
    /**
     * A request has its outcome.
     *
     * @param index where the log stood when the outcome was computed
     */
    void answer(ReturnAddress to, RequestId id, int attempt, long index, O outcome);

    /** Nothing more is said for now: answers that were kept to go together go out. */
    void flush();

    /** Answers that were kept to go together are not sent any more: the replica has failed since. */
    default void discard() {}

    /** This server cannot serve the request now; another one may. */
    void unavailable(ReturnAddress to, RequestId id, int attempt);
}
