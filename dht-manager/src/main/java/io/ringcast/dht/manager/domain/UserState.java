package io.ringcast.dht.manager.domain;

/** What a registered user is at the moment. */
public enum UserState {
    /** Registered and not in the DHT. */
    FREE,
    /** The member that loads the dataset: node 0 of the ring. */
    LEADER,
    /** Any other member of the ring. */
    IN_DHT
}
