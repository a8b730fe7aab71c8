package io.ringcast.dht.manager.domain;

/** Why a command is refused. */
public enum Reason {
    /** The name is not 1 to 15 letters. */
    BAD_NAME,
    /** The address is not the IPv4 address of a host. */
    BAD_ADDRESS,
    /** Not one to three different ports from 1 to 65535. */
    BAD_PORTS,
    /** A port outside the range of the port group. */
    PORT_OUTSIDE_GROUP,
    /** The name is registered. */
    NAME_TAKEN,
    /** A port is registered on this address. */
    PORT_TAKEN,
    /** No room for another user. */
    TOO_MANY_USERS,
    /** The user is not registered. */
    NOT_REGISTERED,
    /** The user is a member of the DHT. */
    NOT_FREE,
    /** The ring size is less than two, or above the limit. */
    BAD_RING_SIZE,
    /** No overlay has that name, or the user sends no heartbeats and could not learn of one. */
    BAD_OVERLAY,
    /** Fewer users than the ring is to have nodes. */
    TOO_FEW_USERS,
    /** There is a DHT. */
    DHT_EXISTS,
    /** There is no DHT. */
    NO_DHT,
    /** No member of the DHT gives signs of life. */
    MEMBERS_SILENT,
    /** The user is not the leader. */
    NOT_LEADER,
    /** The user is not a member of the DHT. */
    NOT_MEMBER,
    /** The last member cannot leave; it can tear down. */
    LAST_MEMBER,
    /** Each record has one copy, or the user sends no heartbeats: then nobody can be taken into the ring. */
    NOT_JOINABLE,
    /** Nobody has the records of some slots: a rebuilt ring would be without them. */
    SLOTS_LOST,
    /** The user is not the one that is leaving. */
    NOT_LEAVING,
    /** Nothing is under way that this command could complete. */
    NOT_EXPECTED,
    /** A set-up is under way: only dht-complete is taken. */
    BUSY_BUILDING,
    /** A member is leaving: only dht-rebuilt is taken. */
    BUSY_LEAVING,
    /** A user is joining. */
    BUSY_JOINING,
    /** A teardown is under way: only teardown-complete is taken. */
    BUSY_TEARING_DOWN
}
