package io.ringcast.dht.manager.domain;

/**
 * Where a manager takes requests.
 *
 * @param name of the manager
 * @param address IPv4 address in dotted form
 * @param port UDP port
 */
public record ManagerEndpoint(String name, String address, int port) {}
