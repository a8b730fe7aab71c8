package io.ringcast.replication.api;

/**
 * Where a request came from and its answer goes: an IP address literal and a UDP port. Travels with the ordered request,
 * so that a server that missed the request itself still answers it.
 */
public record ReturnAddress(String host, int port) {
    /** Of what a server asks itself: no client's address looks like this. Only that server has anybody to answer. */
    public static final ReturnAddress LOCAL = new ReturnAddress("local", 0);

    /** Whether a server asked itself, this one or another. */
    public boolean isLocal() {
        return equals(LOCAL);
    }
}
