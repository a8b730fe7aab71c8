package io.ringcast.replication.api;

/**
 * Where a request came from and where its answer goes: an IP address literal and a UDP port. It travels with the ordered request,
 * so that a server that missed the datagram answers as well.
 */
public record ReturnAddress(String host, int port) {
    /** The address of requests that a server makes itself. It is no client's, and only that server delivers the answer. */
    public static final ReturnAddress LOCAL = new ReturnAddress("local", 0);

    /** Whether a server made the request itself, this one or another. */
    public boolean isLocal() {
        return equals(LOCAL);
    }
}
