package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.Rest;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whatever arrives at a port, the process goes on, answers, and keeps its state. */
class DhtNoiseIT {
    private static final int RANDOM_BYTES_MAX = 2_000;
    private static final int BURST = 50;
    private static final long PAUSE_NANOS = 2_000_000;
    private static final List<String> SIGNS_OF_LIFE = List.of("""
            {"v":1,"type":"heartbeat","id":"k3jd9-11","user":"alice","incarnation":"x7k2"}""", """
            {"v":1,"type":"presence","id":"k3jd9-11","standing":"LEADER","epoch":7,"phase":"BUILDING","awaited":1,\
            "intervalMillis":500,"managers":[{"address":"10.0.0.9","port":3000}]}""", """
            {"v":1,"type":"probe","id":"m4t8-1","user":"alice"}""");

    @TempDir
    private Path directory;

    @Test
    void randomAndMutatedDatagramsChangeNothing() throws IOException {
        noise(1_000);
    }

    @Test
    @Tag("soak")
    void tenThousandRandomAndMutatedDatagramsToEveryPortChangeNothing() throws IOException {
        noise(10_000);
    }

    private void noise(int datagrams) throws IOException {
        long seed = new Random().nextLong();
        System.out.println("noise with seed " + seed);
        Random random = new Random(seed);
        try (DhtCluster cluster = DhtCluster.onLoopback(directory, 4)) {
            cluster.registerAll();
            cluster.succeed("alice", "setup-dht 3 alice");
            List<byte[]> captured = captured(cluster);
            String before = state(cluster);

            send(cluster.managerPort(), captured, datagrams, random);
            for (PeerProcess node : cluster.nodes()) {
                for (int port : node.ports()) {
                    send(port, captured, datagrams, random);
                }
            }

            assertThat(state(cluster)).isEqualTo(before);
            assertThat(cluster.manager().isUp()).isTrue();
            assertThat(cluster.nodes()).allMatch(node -> node.rest().isUp());
            cluster.expectEveryCountryFromEveryEntry();
            cluster.expectTheTablesToBeTheDataset();
            String metrics = cluster.manager().get("/actuator/prometheus").body();
            assertThat(metrics).contains("ringcast_datagrams_malformed_total");
            cluster.succeed("alice", "teardown-dht alice");
        }
    }

    /** Every datagram that the processes remember, as it was on the wire, and the signs of life that they do not. */
    private static List<byte[]> captured(DhtCluster cluster) {
        List<Rest> processes = new ArrayList<>(List.of(cluster.manager()));
        cluster.nodes().forEach(node -> processes.add(node.rest()));
        List<byte[]> datagrams = new ArrayList<>(SIGNS_OF_LIFE.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList());
        for (Rest process : processes) {
            for (JsonNode entry : process.get("/api/trace?limit=1000").json()) {
                datagrams.add(entry.path("text").asString().getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(datagrams).hasSizeGreaterThan(50);
        return datagrams;
    }

    private static String state(DhtCluster cluster) {
        StringBuilder state = new StringBuilder();
        state.append(cluster.manager().get("/api/dht").body());
        state.append(cluster.manager().get("/api/users").body());
        for (PeerProcess node : cluster.nodes()) {
            JsonNode peer = node.rest().get("/api/peer").json();
            for (String field : List.of("user", "id", "n", "left", "right", "ready", "records")) {
                state.append(peer.path(field)).append(' ');
            }
            state.append(node.rest().get("/api/table").body()).append('\n');
        }
        return state.toString();
    }

    private static void send(int port, List<byte[]> captured, int count, Random random) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < count; i++) {
                send(socket, port, randomBytes(random));
                send(socket, port, mutated(captured.get(random.nextInt(captured.size())), random));
                if (i % BURST == 0) {
                    // So that most datagrams reach the process and are not lost in the socket's buffer.
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    private static void send(DatagramSocket socket, int port, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(RANDOM_BYTES_MAX)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Up to eight bytes changed, or cut short. */
    private static byte[] mutated(byte[] datagram, Random random) {
        byte[] changed = datagram.clone();
        if (random.nextInt(8) == 0) {
            return Arrays.copyOf(changed, random.nextInt(changed.length));
        }
        for (int i = random.nextInt(8); i >= 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }
}
