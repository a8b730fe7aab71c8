package io.ringcast.protocol.transport;

/** Which way a datagram went, seen from this process. */
public enum Direction {
    /** It arrived here. */
    IN,
    /** It was sent from here. */
    OUT
}
