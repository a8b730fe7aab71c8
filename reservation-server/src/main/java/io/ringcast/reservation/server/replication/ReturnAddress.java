package io.ringcast.reservation.server.replication;

/**
 * Where a request came from and its answer goes: an IP address literal and a UDP port. Travels with the ordered request,
 * so that a server that missed the request itself still answers it.
 */
public record ReturnAddress(String host, int port) {}
