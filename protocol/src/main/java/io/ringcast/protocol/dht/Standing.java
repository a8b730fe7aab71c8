package io.ringcast.protocol.dht;

/** What a user is to the manager. */
public enum Standing {
    /** The manager does not know the user: it may register. */
    UNKNOWN,
    /** Another process has registered under this name since. */
    REPLACED,
    /** Registered, and no member of the DHT. */
    FREE,
    /** Node 0 of the ring. */
    LEADER,
    /** Any other member of the ring. */
    IN_DHT
}
