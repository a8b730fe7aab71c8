package io.ringcast.protocol.transport;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The network interface that everything binds to, and this host's address on it.
 *
 * @param multicastTtl 0 on loopback, so that a multicast stays on this host; 1 elsewhere, the local network
 */
record LocalInterface(NetworkInterface network, InetAddress address, int multicastTtl) {
    private static final Pattern ADDRESS_LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.%]*");

    /**
     * Finds the interface that the configuration names.
     *
     * @param text {@code loopback}, an interface's name, or an address of this host
     * @throws TransportException if there is none; the sentence lists those that there are
     */
    static LocalInterface find(String text) {
        try {
            return (text.equals("loopback") ? loopback() : named(text))
                    .orElseThrow(() -> new TransportException(
                            "There is no network interface '" + text + "' with an address on this host. Set "
                                    + "ringcast.interface to one of: " + describeAll()));
        } catch (SocketException e) {
            throw new TransportException("The network interfaces of this host cannot be listed: " + e.getMessage(), e);
        }
    }

    private static Optional<LocalInterface> loopback() throws SocketException {
        for (NetworkInterface network : all()) {
            if (network.isLoopback() && network.isUp()) {
                return addressOf(network).map(address -> new LocalInterface(network, address, 0));
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalInterface> named(String text) throws SocketException {
        if (ADDRESS_LITERAL.matcher(text).matches()) {
            return byAddress(text);
        }
        NetworkInterface network = NetworkInterface.getByName(text);
        return network == null
                ? Optional.empty()
                : addressOf(network).map(address -> new LocalInterface(network, address, ttlOf(network)));
    }

    private static Optional<LocalInterface> byAddress(String literal) throws SocketException {
        try {
            InetAddress address = InetAddress.getByName(literal);
            NetworkInterface network = NetworkInterface.getByInetAddress(address);
            return network == null
                    ? Optional.empty()
                    : Optional.of(new LocalInterface(network, address, ttlOf(network)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static int ttlOf(NetworkInterface network) {
        try {
            return network.isLoopback() ? 0 : 1;
        } catch (SocketException e) {
            return 1;
        }
    }

    /** The first IPv4 address, or else the first address. */
    private static Optional<InetAddress> addressOf(NetworkInterface network) {
        List<InetAddress> addresses = Collections.list(network.getInetAddresses());
        return addresses.stream()
                .filter(Inet4Address.class::isInstance)
                .findFirst()
                .or(() -> addresses.stream().findFirst());
    }

    private static List<NetworkInterface> all() throws SocketException {
        return Collections.list(NetworkInterface.getNetworkInterfaces());
    }

    private static String describeAll() {
        try {
            return all().stream()
                    .flatMap(network -> addressOf(network).stream()
                            .map(address -> network.getName() + " (" + address.getHostAddress() + ")"))
                    .collect(Collectors.joining(", "));
        } catch (SocketException e) {
            return "(none)";
        }
    }
}
