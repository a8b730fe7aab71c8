package io.ringcast.protocol.network;

import io.ringcast.foundation.Ipv4;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds one interface of this host: by its name, by one of its addresses, or the loopback interface. Asks the operating
 * system each time.
 *
 * <p>IPv4 only: the multicast groups of the protocols are IPv4 groups.
 */
public final class InterfaceSelector {
    /** The word for the loopback interface. */
    public static final String LOOPBACK = "loopback";

    private static final Pattern IPV4_LITERAL = Pattern.compile("[0-9.]+");
    private static final Pattern IPV6_LITERAL = Pattern.compile("\\[?[0-9a-fA-F.]*:[0-9a-fA-F.]*:.*");
    private static final Path LINUX_INTERFACES = Path.of("/sys/class/net");

    private final String description;
    private final Search search;

    /** One way to find an interface. */
    @FunctionalInterface
    private interface Search {
        InterfaceStatus find() throws SocketException;
    }

    private InterfaceSelector(String description, Search search) {
        this.description = description;
        this.search = search;
    }

    /**
     * Reads {@code ringcast.interface}.
     *
     * @param text {@code loopback}, an interface's name, or an IPv4 address of this host
     * @throws TransportException if this host has no such interface or address; the sentence lists those that it has.
     *     An interface that is down, or has no address yet, is accepted
     */
    public static InterfaceSelector of(String text) {
        if (text.equals(LOOPBACK)) {
            return new InterfaceSelector(text, InterfaceSelector::loopback);
        }
        if (IPV6_LITERAL.matcher(text).matches()) {
            throw wrong("'" + text + "' is an IPv6 address, and Ringcast's datagrams are IPv4.");
        }
        if (IPV4_LITERAL.matcher(text).matches()) {
            InterfaceSelector selector =
                    at(Ipv4.parse(text).orElseThrow(() -> wrong("'" + text + "' is not an IPv4 address.")));
            if (selector.find().local() == null) {
                throw wrong("'" + text + "' is not an address of this host.");
            }
            return selector;
        }
        if (networkNamed(text) == null && !isListedByLinux(text)) {
            throw wrong("There is no network interface '" + text + "' on this host.");
        }
        return new InterfaceSelector(text, () -> named(text));
    }

    /**
     * Finds the interface that has an address.
     *
     * @throws TransportException if it cannot be the address of a host
     */
    public static InterfaceSelector at(InetAddress address) {
        if (!(address instanceof Inet4Address host)
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || address.getAddress()[0] == (byte) 255) {
            throw wrong("'" + address.getHostAddress() + "' is not the IPv4 address of a host.");
        }
        return new InterfaceSelector(host.getHostAddress(), () -> withAddress(host));
    }

    /** What the operating system says now. */
    InterfaceStatus find() {
        try {
            return search.find();
        } catch (SocketException e) {
            return InterfaceStatus.absent(
                    "The network interfaces of this host cannot be listed (" + e.getMessage() + ").");
        }
    }

    @Override
    public String toString() {
        return description;
    }

    private static InterfaceStatus loopback() throws SocketException {
        for (NetworkInterface network : all()) {
            if (network.isLoopback()) {
                return status(network, firstAddress(network));
            }
        }
        return InterfaceStatus.absent("This host has no loopback interface.");
    }

    private static InterfaceStatus named(String name) throws SocketException {
        NetworkInterface network = NetworkInterface.getByName(name);
        if (network != null) {
            return status(network, firstAddress(network));
        }
        return InterfaceStatus.absent(
                "The network interface " + name + (isListedByLinux(name) ? " has no IPv4 address." : " is gone."));
    }

    /** Java does not see an interface that has no address at all. */
    private static boolean isListedByLinux(String name) {
        return !name.contains("/") && Files.exists(LINUX_INTERFACES.resolve(name));
    }

    private static InterfaceStatus withAddress(Inet4Address address) throws SocketException {
        for (NetworkInterface network : all()) {
            boolean has = Collections.list(network.getInetAddresses()).contains(address)
                    || (network.isLoopback() && address.isLoopbackAddress());
            if (has) {
                return status(network, Optional.of(address));
            }
        }
        return InterfaceStatus.absent("No network interface of this host has the address " + address.getHostAddress()
                + " at the moment; there are " + describeAll()
                + ". Give the host this address again, or have this process use another one.");
    }

    private static InterfaceStatus status(NetworkInterface network, Optional<Inet4Address> address)
            throws SocketException {
        if (address.isEmpty()) {
            return InterfaceStatus.absent("The network interface " + network.getName() + " has no IPv4 address"
                    + (network.isUp() ? "." : " and is down."));
        }
        var local = new LocalInterface(network, network.getIndex(), address.get(), network.isLoopback() ? 0 : 1);
        return network.isUp() ? InterfaceStatus.usable(local) : InterfaceStatus.down(local);
    }

    private static Optional<Inet4Address> firstAddress(NetworkInterface network) {
        return Collections.list(network.getInetAddresses()).stream()
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .findFirst();
    }

    private static @Nullable NetworkInterface networkNamed(String name) {
        try {
            return NetworkInterface.getByName(name);
        } catch (SocketException e) {
            throw new TransportException("The network interfaces of this host cannot be listed: " + e.getMessage(), e);
        }
    }

    private static TransportException wrong(String sentence) {
        return new TransportException(sentence + " Use one of: " + describeAll() + ".");
    }

    private static List<NetworkInterface> all() throws SocketException {
        return Collections.list(NetworkInterface.getNetworkInterfaces());
    }

    private static String describeAll() {
        try {
            return all().stream()
                    .map(network -> network.getName()
                            + firstAddress(network)
                                    .map(address -> " (" + address.getHostAddress() + ")")
                                    .orElse(" (no IPv4 address)"))
                    .collect(Collectors.joining(", "));
        } catch (SocketException e) {
            return "(none)";
        }
    }
}
