package io.ringcast.protocol.dht;

import io.ringcast.foundation.Ipv4;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A user and where its peer process listens: the tuple that the manager hands out.
 *
 * @param user the user's name
 * @param address IPv4 address in dotted form; a name is refused, so that reading a datagram never asks a name server
 * @param ports one to three: from the left neighbour, to the right neighbour, queries; a missing one is the same as the
 *     first
 */
public record Member(String user, String address, List<Integer> ports) {
    private static final int PORTS_MAX = 3;

    /** Checks the form. */
    public Member {
        ports = List.copyOf(ports);
        Limits.requireUser(user);
        ipv4(address);
        if (ports.isEmpty() || ports.size() > PORTS_MAX) {
            throw new IllegalArgumentException("a member has one to three ports");
        }
        ports.forEach(Limits::requirePort);
    }

    /** Where it takes frames from its left neighbour. */
    public InetSocketAddress fromLeft() {
        return socket(0);
    }

    /** Where it takes acknowledgements from its right neighbour. */
    public InetSocketAddress toRight() {
        return socket(1);
    }

    /** Whether its frames come from there. */
    public boolean sendsFrom(InetSocketAddress there) {
        return port(1) == there.getPort() && toRight().equals(there);
    }

    /** Where it takes queries and the other direct requests. */
    public InetSocketAddress queries() {
        return socket(2);
    }

    private InetSocketAddress socket(int role) {
        return socketAddress(address, port(role));
    }

    private int port(int role) {
        return ports.get(role < ports.size() ? role : 0);
    }

    /** The socket address of an IPv4 literal. */
    static InetSocketAddress socketAddress(String address, int port) {
        return new InetSocketAddress(ipv4(address), port);
    }

    private static Inet4Address ipv4(String address) {
        return Ipv4.parse(address)
                .orElseThrow(
                        () -> new IllegalArgumentException("an address is IPv4 in dotted form, such as 192.168.1.20"));
    }
}
