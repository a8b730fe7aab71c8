package io.ringcast.systemtests.lab;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Free ports and multicast groups. No call gets a port that an earlier call of this process got. */
public final class Ports {
    // Below the ephemeral ports: a server that is killed and started again needs its port again.
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 100;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int LOCAL_ADDRESS_COLUMN = 3;

    private Ports() {}

    /** A TCP port of this host that is free now. */
    public static int freeTcp() {
        return first(Ports::isFreeTcp);
    }

    /** A UDP port of this host that is free now, and so is the next. */
    public static int freeUdpPair() {
        return first(port -> isFreeUdp(port) && isFreeUdp(port + 1) && GIVEN.add(port + 1));
    }

    /** The first of so many UDP ports of this host that are free now, one behind the other. */
    public static int freeUdpRange(int count) {
        return first(port -> IntStream.range(port, port + count).allMatch(Ports::isFreeUdp)
                && IntStream.range(port + 1, port + count).allMatch(GIVEN::add));
    }

    private static int first(IntPredicate condition) {
        return ThreadLocalRandom.current()
                .ints(FIRST, LAST)
                .limit(ATTEMPTS)
                .filter(port -> condition.test(port) && GIVEN.add(port))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("found no free port"));
    }

    /** Whether nobody listens at a TCP port of this host. */
    public static boolean isFreeTcp(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isFreeUdp(int port) {
        try (DatagramSocket socket = new DatagramSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** The UDP ports that a process of this host has open. */
    public static List<Integer> udpOf(JavaProcess process) {
        return portsOf(process, "--udp", "--all");
    }

    /** The TCP ports at which a process of this host listens. */
    public static List<Integer> tcpOf(JavaProcess process) {
        return portsOf(process, "--tcp", "--listening");
    }

    private static List<Integer> portsOf(JavaProcess process, String protocol, String which) {
        return Shell.run("ss", "--no-header", protocol, which, "--numeric", "--processes")
                .lines()
                .filter(line -> line.contains("pid=" + process.pid() + ","))
                .map(line -> SPACES.split(line)[LOCAL_ADDRESS_COLUMN])
                .map(address -> Integer.valueOf(address.substring(address.lastIndexOf(':') + 1)))
                .distinct()
                .toList();
    }

    /** A multicast group for one test, from the range that stays within a site (RFC 2365). */
    public static String group() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "239.255." + random.nextInt(1, 255) + "." + random.nextInt(1, 255);
    }
}
