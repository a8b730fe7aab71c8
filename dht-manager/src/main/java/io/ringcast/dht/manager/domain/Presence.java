package io.ringcast.dht.manager.domain;

/** Whether a user's process gives signs of life. */
public enum Presence {
    /** It does, or never promised any. */
    PRESENT,
    /** It has sent no heartbeat for a while and did not answer when it was asked. */
    SILENT
}
