package io.ringcast.replication.simulation;

/**
 * What a group promises of any state machine in spite of what a {@link Plan} does to it. In all cases every server ends with
 * the same history, state and sessions.
 */
public enum Promise {
    /**
     * One order of all commands explains all outcomes: each command takes effect once, between the call and its outcome.
     */
    LINEARIZABLE,
    /** Every change whose outcome a client received is in the history that survives, with this outcome. */
    NOTHING_DROPPED,
    /** The same, unless servers counted changes that they had to forget. */
    NOTHING_DROPPED_UNCOUNTED,
    /** No more than the common end of all servers. */
    ONE_STATE
}
