package io.ringcast.protocol.dht;

/** Where the DHT is in its life. */
public enum DhtPhase {
    /** There is no DHT. */
    NONE,
    /** The leader sets the ring up and loads it. */
    BUILDING,
    /** The DHT answers queries. */
    READY,
    /** A member leaves, and the ring is built again without it. */
    LEAVING,
    /** A user joins, and the ring is built again with it. */
    JOINING,
    /** The leader tears the ring down. */
    TEARING_DOWN
}
