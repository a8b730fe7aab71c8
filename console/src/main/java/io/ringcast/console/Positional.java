package io.ringcast.console;

import io.ringcast.foundation.Ipv4;
import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * One argument of the command line that has a place instead of a name, as the classic programs take them.
 *
 * @param name what the usage line calls it
 * @param property the property that it sets
 * @param example a value that is right
 * @param rule what is right, continuing "the NAME is …"
 * @param check whether a value is right
 */
public record Positional(String name, String property, String example, String rule, Predicate<String> check) {
    private static final int PORT_DIGITS_MAX = 5;
    private static final int PORT_MAX = 65_535;

    /** A UDP port. */
    public static Positional port(String name, String property, int example) {
        return new Positional(
                name, property, Integer.toString(example), "a number from 1 to " + PORT_MAX, Positional::isPort);
    }

    /** The IPv4 address of a host, or {@code localhost}. */
    public static Positional host(String name, String property, String example) {
        return new Positional(
                name,
                property,
                example,
                "an IPv4 address, four numbers from 0 to 255 with dots between them, or localhost",
                value -> value.equals("localhost") || Ipv4.parse(value).isPresent());
    }

    /** The IPv4 address of a multicast group. */
    public static Positional group(String name, String property, String example) {
        return new Positional(
                name,
                property,
                example,
                "the IPv4 address of a multicast group, from 224.0.0.0 to 239.255.255.255",
                value -> Ipv4.parse(value)
                        .filter(InetAddress::isMulticastAddress)
                        .isPresent());
    }

    private static boolean isPort(String value) {
        if (value.isEmpty()
                || value.length() > PORT_DIGITS_MAX
                || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int port = Integer.parseInt(value);
        return port >= 1 && port <= PORT_MAX;
    }
}
