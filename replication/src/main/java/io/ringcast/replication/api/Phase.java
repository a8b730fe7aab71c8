package io.ringcast.replication.api;

/** What a replica is able to do. */
public enum Phase {
    /** It does not know yet where the group stands: it has just started, or the membership has just changed. */
    JOINING,
    /** It has the state of the group, exactly, and serves. */
    ACTIVE,
    /** It sees fewer members than {@code min-members}: it refuses, since the others may go on without it. */
    MINORITY
}
