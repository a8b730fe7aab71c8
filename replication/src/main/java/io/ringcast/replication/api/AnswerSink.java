package io.ringcast.replication.api;

import io.ringcast.foundation.RequestId;

/**
 * Sends outcomes to those who asked. Called by the replica's thread, {@link #unavailable} by any thread; must not block.
 */
public interface AnswerSink<O> {
    /**
     * A request has its outcome.
     *
     * @param index where the log stood when the outcome was computed
     */
    void answer(ReturnAddress to, RequestId id, int attempt, long index, O outcome);

    /** Sends the answers that were collected to share datagrams: no more follow for now. */
    void flush();

    /** Drops the answers that were collected: the replica has failed since. */
    default void discard() {}

    /** This server cannot serve the request now; another one may. */
    void unavailable(ReturnAddress to, RequestId id, int attempt);
}
