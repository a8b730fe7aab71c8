package io.ringcast.replication.api;

/** Whether a replica can serve. */
public enum Phase {
    /** It does not know the state of the group yet: it has just started, or the membership has just changed. */
    JOINING,
    /** It has the state of the group, exactly, and serves. */
    ACTIVE,
    /** It sees fewer members than {@code min-members}, and refuses requests: the others may continue without it. */
    MINORITY
}
