package io.ringcast.systemtests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fixtures do what their names say. Otherwise a test that passes under faults would show nothing. */
@NeedsNetworks
class NetworkLabIT {
    @TempDir
    Path directory;

    /** Multicasts its name to the others a hundred times a second and prints each name that it receives for the first time. */
    static final class Beacon {
        private static final String GROUP = "239.255.77.1";
        private static final int PORT = 27_701;

        public static void main(String[] arguments) throws Exception {
            NetworkInterface networkInterface = NetworkInterface.getByName(Host.INTERFACE);
            byte[] name = arguments[0].getBytes(StandardCharsets.UTF_8);
            try (MulticastSocket socket = new MulticastSocket(PORT)) {
                InetSocketAddress group = new InetSocketAddress(GROUP, PORT);
                socket.joinGroup(group, networkInterface);
                socket.setNetworkInterface(networkInterface);
                socket.setSoTimeout(10);
                long next = System.nanoTime();
                while (true) {
                    if (System.nanoTime() - next >= 0) {
                        socket.send(new DatagramPacket(name, name.length, group));
                        next += 10_000_000;
                    }
                    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
                    try {
                        socket.receive(packet);
                        String heard = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                        System.out.println("heard " + heard);
                    } catch (SocketTimeoutException e) {
                        System.out.println("silence");
                    }
                }
            }
        }
    }

    @Test
    void twoNetworksDoNotShareASubnetThoughBothWouldHaveTheSame() {
        try (NetworkLab one = NetworkLab.of(248, "a");
                NetworkLab other = NetworkLab.of(248, "a")) {
            assertThat(other.controlAddress()).isNotEqualTo(one.controlAddress());
            assertThat(other.host("a").address()).isNotEqualTo(one.host("a").address());
        }
    }

    @Test
    void hostsHearEachOthersMulticastsUntilTheyAreCutOffAndAfterTheyAreHealed() {
        try (NetworkLab lab = NetworkLab.of("a", "b", "c");
                JavaProcess a = beacon(lab, "a");
                JavaProcess b = beacon(lab, "b");
                JavaProcess c = beacon(lab, "c")) {
            for (JavaProcess process : List.of(a, b, c)) {
                awaitHeard(process, Set.of("a", "b", "c"));
            }

            lab.partition(List.of(lab.host("a"), lab.host("b")), List.of(lab.host("c")));
            int past = c.output().length() + 200;
            Awaitility.await().until(() -> c.output().length() > past + 2000);
            assertThat(heardSince(c, past)).containsExactly("c");
            assertThat(heardSince(a, a.output().length() - 1000)).contains("a", "b");

            lab.heal();
            int healed = c.output().length();
            Awaitility.await().until(() -> heardSince(c, healed).containsAll(Set.of("a", "b")));
        }
    }

    @Test
    void packetsAreLostAtTheGivenRate() {
        try (NetworkLab lab = NetworkLab.of("a", "b", "c");
                JavaProcess a = beacon(lab, "a");
                JavaProcess b = beacon(lab, "b")) {
            lab.lose(lab.host("a"), 20);
            awaitHeard(a, Set.of("a", "b"));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> count(b, "heard b") > 1000);

            assertThat(count(a, "heard b") / (double) count(b, "heard b")).isBetween(0.7, 0.9);
        }
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        Host host;
        long pid;
        try (NetworkLab lab = NetworkLab.of("a")) {
            host = lab.host("a");
            assertThat(Shell.run("ip", "netns", "list")).contains(host.namespace());
            try (JavaProcess process = beacon(lab, "a")) {
                pid = process.pid();
                process.pause();
            }
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(Shell.run("ip", "netns", "list")).doesNotContain(host.namespace());
        assertThat(NetworkInterface.networkInterfaces().map(NetworkInterface::getName))
                .noneMatch(name -> name.startsWith(host.namespace().substring(0, 6)));
    }

    private JavaProcess beacon(NetworkLab lab, String name) {
        return JavaProcess.main(name, Beacon.class)
                .on(lab.host(name))
                .arguments(name)
                .start(directory);
    }

    private static long count(JavaProcess process, String line) {
        return process.output().lines().filter(line::equals).count();
    }

    private static void awaitHeard(JavaProcess process, Set<String> names) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(heardSince(process, 0)).containsAll(names));
    }

    private static Set<String> heardSince(JavaProcess process, int position) {
        String output = process.output();
        Set<String> names = new TreeSet<>();
        output.substring(Math.min(position, output.length()))
                .lines()
                .filter(line -> line.matches("heard [a-z]"))
                .forEach(line -> names.add(line.substring(6)));
        return names;
    }
}
