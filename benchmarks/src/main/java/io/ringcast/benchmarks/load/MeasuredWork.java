package io.ringcast.benchmarks.load;

/** The operations that a client repeats. */
public enum MeasuredWork {
    /** Sends a datagram to a group and takes the first one that comes back. */
    ECHO,
    /** Claims a slot that is free. */
    RESERVE,
    /** Asks for the reservations of a room. */
    CHECK,
    /** Reserves, checks, deletes what it reserved, checks, and so on. */
    MIXED,
    /** Looks a record of the DHT up. */
    QUERY,
    /** Asks a manager of the DHT for the member at which a query begins. */
    ENTRY;

    /** Its name in tables. */
    public String label() {
        return switch (this) {
            case ECHO -> "echo";
            case RESERVE -> "reserve";
            case CHECK -> "check";
            case MIXED -> "mixed";
            case QUERY -> "query";
            case ENTRY -> "entry";
        };
    }
}
