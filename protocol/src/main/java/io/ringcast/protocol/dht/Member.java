package io.ringcast.protocol.dht;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * A user and where its peer process listens: the tuple that the manager hands out.
 *
 * @param user the user's name
 * @param address IPv4 address in dotted form; a name is refused, so that reading a datagram never asks a name server
 * @param ports one to three: from the left neighbour, to the right neighbour, queries; where there are fewer, the first
 *     stands in
 */
public record Member(String user, String address, List<Integer> ports) {
    private static final int OCTETS = 4;
    private static final int PORTS_MAX = 3;

    /** Checks the form. */
    public Member {
        ports = List.copyOf(ports);
        Limits.requireUser(user);
        octets(address);
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

    /** Where it takes queries and the other direct requests. */
    public InetSocketAddress queries() {
        return socket(2);
    }

    private InetSocketAddress socket(int role) {
        return socketAddress(address, ports.get(role < ports.size() ? role : 0));
    }

    /** The socket address of an IPv4 literal. */
    static InetSocketAddress socketAddress(String address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets(address)), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has four octets", e);
        }
    }

    private static byte[] octets(String address) {
        String[] parts = address.split("\\.", OCTETS + 1);
        byte[] octets = new byte[OCTETS];
        boolean valid = parts.length == OCTETS;
        for (int i = 0; valid && i < OCTETS; i++) {
            int octet = octet(parts[i]);
            octets[i] = (byte) octet;
            valid = octet >= 0;
        }
        if (!valid) {
            throw new IllegalArgumentException("an address is IPv4 in dotted form, such as 192.168.1.20");
        }
        return octets;
    }

    private static int octet(String digits) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> '0' <= c && c <= '9')) {
            return -1;
        }
        int octet = Integer.parseInt(digits);
        return octet <= 255 ? octet : -1;
    }
}
