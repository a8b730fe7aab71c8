package io.ringcast.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Addresses of this host that nobody uses now. */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    private Ports() {}

    /** A TCP port. */
    public static int tcp() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A UDP port. */
    public static int udp() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A multicast group from the range that stays within a site (RFC 2365), at a port whose next is free, too. */
    public static InetSocketAddress group() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String address = "239.255." + random.nextInt(1, 255) + "." + random.nextInt(1, 255);
        int port = random.nextInt(FIRST, LAST);
        while (!isFreeUdp(port) || !isFreeUdp(port + 1)) {
            port = random.nextInt(FIRST, LAST);
        }
        return new InetSocketAddress(address, port);
    }

    private static boolean isFreeUdp(int port) {
        try (DatagramSocket socket = new DatagramSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
