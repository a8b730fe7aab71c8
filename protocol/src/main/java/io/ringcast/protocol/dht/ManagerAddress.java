package io.ringcast.protocol.dht;

import java.net.InetSocketAddress;

/**
 * Where a manager takes requests.
 *
 * @param address IPv4 address in dotted form
 * @param port UDP port
 */
public record ManagerAddress(String address, int port) {
    /** Checks the form. */
    public ManagerAddress {
        Limits.requirePort(port);
        Member.socketAddress(address, port);
    }

    /** The socket address. */
    public InetSocketAddress socket() {
        return Member.socketAddress(address, port);
    }
}
