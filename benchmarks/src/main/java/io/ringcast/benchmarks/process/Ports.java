package io.ringcast.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Addresses of this host that nobody uses now. */
public final class Ports {
    // Below those that the system gives to whoever asks for any, so that they are still free when they are used.
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A TCP port, never the same twice. */
    public static int tcp() {
        int port = random();
        while (!GIVEN.add(port) || !isFreeTcp(port)) {
            port = random();
        }
        return port;
    }

    private static boolean isFreeTcp(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
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
        int port = random();
        while (!isFreeUdp(port) || !isFreeUdp(port + 1)) {
            port = random();
        }
        return new InetSocketAddress(address, port);
    }

    private static int random() {
        return ThreadLocalRandom.current().nextInt(FIRST, LAST);
    }

    private static boolean isFreeUdp(int port) {
        try (DatagramSocket socket = new DatagramSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
