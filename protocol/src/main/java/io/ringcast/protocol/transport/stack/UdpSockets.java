package io.ringcast.protocol.transport.stack;

import io.ringcast.protocol.network.LocalInterface;
import io.ringcast.protocol.network.TransportException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sockets for the adapters: those would open their own on another thread, where a port in use is only a line in
 * the log.
 */
final class UdpSockets {
    private static final Logger log = LoggerFactory.getLogger(UdpSockets.class);
    private static final int BUFFER_BYTES = 4 << 20;

    private UdpSockets() {}

    /** A socket at a port of this host, which is not shared with other processes. */
    static DatagramSocket unicast(String name, InetSocketAddress bind, LocalInterface local) {
        DatagramSocket socket = null;
        try {
            socket = new DatagramSocket(null);
            socket.setReuseAddress(false);
            prepare(socket, local);
            socket.bind(bind);
            logOpened(name, socket);
            return socket;
        } catch (IOException e) {
            close(socket);
            throw new TransportException(
                    "UDP port " + bind.getPort() + " of " + host(bind) + " cannot be opened (" + e.getMessage()
                            + "). It may be in use by another process, or the address may not be this host's: choose a "
                            + "free port and an address of this host.",
                    e);
        }
    }

    /** Refuses an address that is not a multicast group. */
    static void requireGroup(InetSocketAddress group) {
        InetAddress address = group.getAddress();
        if (address == null || !address.isMulticastAddress()) {
            throw new TransportException(
                    "'" + host(group) + "' is not a multicast group. Use an address from 224.0.0.0 "
                            + "to 239.255.255.255, for example 239.255.1.1.");
        }
        if (group.getPort() == 0) {
            throw new TransportException("A multicast group needs a port from 1 to 65535, for example 55555.");
        }
    }

    /** A socket that has joined a group, on a port that all members on this host share. */
    static MulticastSocket group(String name, InetSocketAddress group, LocalInterface local) {
        MulticastSocket socket = null;
        try {
            socket = new MulticastSocket(null);
            socket.setReuseAddress(true);
            prepare(socket, local);
            // Bound to the group's address, the kernel filters out datagrams to other groups at this port; Windows
            // cannot bind to a group.
            socket.bind(isWindows() ? new InetSocketAddress(group.getPort()) : group);
            requireMulticast(local);
            socket.joinGroup(group, local.network());
            logOpened(name, socket);
            return socket;
        } catch (IOException e) {
            close(socket);
            throw new TransportException(
                    "The multicast group " + host(group) + ":" + group.getPort() + " cannot be joined on interface "
                            + local.network().getName() + " (" + e.getMessage()
                            + "). The port may be in use by a process that does not share it, or the interface may not "
                            + "take part in multicast: choose another port or ringcast.interface.",
                    e);
        }
    }

    /** Loopback lacks the flag and supports multicast all the same. */
    private static void requireMulticast(LocalInterface local) throws SocketException {
        if (!local.network().isLoopback() && !local.network().supportsMulticast()) {
            throw new SocketException("it lacks the flag MULTICAST");
        }
    }

    private static void prepare(DatagramSocket socket, LocalInterface local) throws IOException {
        socket.setReceiveBufferSize(BUFFER_BYTES);
        socket.setSendBufferSize(BUFFER_BYTES);
        socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, local.network());
        socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, local.multicastTtl());
        socket.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
    }

    private static void logOpened(String name, DatagramSocket socket) throws IOException {
        log.info(
                "{} listens on {}; buffers asked {} KiB, granted {} KiB to receive and {} KiB to send",
                name,
                socket.getLocalSocketAddress(),
                BUFFER_BYTES >> 10,
                socket.getReceiveBufferSize() >> 10,
                socket.getSendBufferSize() >> 10);
    }

    private static String host(InetSocketAddress address) {
        return address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private static void close(@Nullable DatagramSocket socket) {
        if (socket != null) {
            socket.close();
        }
    }
}
