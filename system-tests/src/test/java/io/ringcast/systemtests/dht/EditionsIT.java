package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The demonstration of the handout's edition of 2025: a manager and six peers that read commands from standard input and nothing else.
 * Where events lie was computed without this product.
 */
class EditionsIT {
    private static final Path RESOURCES = Services.data().resolve("../dht-peer/src/test/resources");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    private final Map<String, PipedPeer> peers = new LinkedHashMap<>();
    private Rest manager = new Rest("127.0.0.1", Ports.freeTcp());
    private @Nullable JavaProcess managerProcess;

    /** A peer with the part of its output that has been read. */
    private static final class PipedPeer {
        final String user;
        final JavaProcess process;
        int read;

        PipedPeer(String user, JavaProcess process) {
            this.user = user;
            this.process = process;
        }

        /** Gives a command, and returns what it prints, up to a line that begins so. */
        List<String> command(String line, String lastLine) {
            process.type(line);
            return Awaitility.await(user + ": " + line)
                    .atMost(PATIENCE)
                    .until(
                            () -> {
                                List<String> lines = process.output()
                                        .substring(read)
                                        .lines()
                                        .map(printed -> printed.replaceFirst("^(> )+", ""))
                                        .toList();
                                int last = IntStream.range(0, lines.size())
                                        .filter(i -> lines.get(i).startsWith(lastLine))
                                        .findFirst()
                                        .orElse(-1);
                                return last < 0 ? List.<String>of() : lines.subList(0, last + 1);
                            },
                            lines -> !lines.isEmpty() && readOn());
        }

        private boolean readOn() {
            read = process.output().length();
            return true;
        }
    }

    @BeforeEach
    void start() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.copy(Services.data().resolve("details-1950.csv"), data.resolve("details-1950.csv"));
        Files.copy(RESOURCES.resolve("details-1996.csv.gz"), data.resolve("details-1996.csv.gz"));
        int port = Ports.freeUdpPair();
        int http = Ports.freeTcp();
        manager = new Rest("127.0.0.1", http);
        managerProcess = JavaProcess.service("manager", "dht-manager")
                .in(Files.createDirectories(directory.resolve("m")))
                .arguments(
                        port + "",
                        "--dht.edition=2025",
                        "--ringcast.terminal=false",
                        "--ringcast.interface=127.0.0.1",
                        "--server.port=" + http)
                .start(directory);
        for (String user : List.of("alice", "bob", "carol", "dave", "erin", "frank")) {
            JavaProcess process = JavaProcess.service(user, "dht-peer")
                    .in(directory)
                    .arguments(
                            "127.0.0.1",
                            port + "",
                            "--dht.edition=2025",
                            "--ringcast.interface=127.0.0.1",
                            "--server.port=" + Ports.freeTcp())
                    .start(directory);
            peers.put(user, new PipedPeer(user, process));
        }
    }

    @AfterEach
    void stop() {
        peers.values().forEach(peer -> peer.process.close());
        if (managerProcess != null) {
            managerProcess.close();
        }
    }

    @Test
    void theDemonstrationOf1996() throws IOException {
        registerAll();
        PipedPeer alice = peer("alice");
        assertThat(alice.command("setup-dht alice 2 1996", "FAILURE"))
                .last()
                .asString()
                .contains("BAD_RING_SIZE");
        assertThat(alice.command("setup-dht alice 5", "FAILURE"))
                .last()
                .asString()
                .contains("BAD_DATASET", "name a year");
        assertThat(alice.command("setup-dht alice 5 1997", "FAILURE"))
                .last()
                .asString()
                .contains("BAD_DATASET");

        setUp(alice, "details-1996.csv.gz", 1996, 5);
        JsonNode table = dht().path("table");
        assertThat(table.path("size").asInt()).isEqualTo(97_127);
        assertThat(table.path("hash").asString()).isEqualTo("number");
        assertThat(table.path("year").asInt()).isEqualTo(1996);
        assertThat(table.path("records").asInt()).isEqualTo(48_561);
        assertThat(dht().path("overlay").asString()).isEqualTo("hot-potato");
        assertThat(alice.command("query-dht alice", "FAILURE"))
                .last()
                .asString()
                .contains("NOT_FREE");
        assertThat(everythingIsAsComputed("details-1996.csv.gz", 5)).isEqualTo(8);

        String leaver = ring().get(2);
        List<String> left = peer(leaver).command("leave-dht " + leaver, "total ");
        assertThat(left.getFirst()).startsWith("SUCCESS: left; the DHT is rebuilt");
        assertThat(left.getLast()).isEqualTo("total 48561 records");
        assertThat(ring()).hasSize(4).doesNotContain(leaver);
        findEvent("5536849", 610, 610 % 4, 4);

        String joiner = free();
        assertThat(peer(joiner).command("join-dht " + joiner, "total ")).contains(counts("details-1996.csv.gz", 5));
        assertThat(ring()).hasSize(5).endsWith(joiner);
        assertThat(everythingIsAsComputed("details-1996.csv.gz", 5)).isEqualTo(8);
        String last = free();
        assertThat(peer(last).command("join-dht " + last, "total ")).contains(counts("details-1996.csv.gz", 6));

        PipedPeer leader = peer(ring().getFirst());
        leader.command("teardown-dht " + leader.user, "SUCCESS: the DHT is torn down");
        assertThat(dht().path("table").isNull()).isTrue();
        deregisterAll();
    }

    @Test
    void theEventsOf1950() throws IOException {
        registerAll();
        for (int n : List.of(3, 4, 5)) {
            PipedPeer leader = peer(List.of("dave", "carol", "bob").get(n - 3));
            setUp(leader, "details-1950.csv", 1950, n);
            assertThat(everythingIsAsComputed("details-1950.csv", n)).isEqualTo(n == 3 ? 5 : 0);
            leader.command("teardown-dht " + leader.user, "SUCCESS: the DHT is torn down");
        }
        deregisterAll();
    }

    private PipedPeer peer(String user) {
        PipedPeer peer = peers.get(user);
        if (peer == null) {
            throw new IllegalArgumentException("there is no " + user);
        }
        return peer;
    }

    private void registerAll() {
        Awaitility.await("the manager is up").atMost(PATIENCE).until(manager::isUp);
        peers.forEach((user, peer) -> {
            int managerPort = Ports.freeUdpPair();
            int port = Ports.freeUdpPair();
            peer.command("register " + user + " 127.0.0.1 " + managerPort + " " + port, "SUCCESS");
            JsonNode registered = manager.get("/api/users")
                    .json()
                    .valueStream()
                    .filter(known -> known.path("user").asString().equals(user))
                    .findFirst()
                    .orElseThrow();
            assertThat(registered.path("managerPort").asInt()).isEqualTo(managerPort);
            assertThat(registered.path("ports").valueStream().map(JsonNode::asInt))
                    .containsExactly(port);
        });
    }

    private void deregisterAll() {
        peers.forEach((user, peer) -> {
            peer.command("deregister " + user, "SUCCESS: " + user + " is deregistered");
            assertThat(peer.process.awaitExit(Duration.ofMinutes(1))).isZero();
        });
        assertThat(manager.get("/api/users").json().size()).isZero();
    }

    private void setUp(PipedPeer leader, String file, int year, int n) throws IOException {
        List<String> lines =
                leader.command("setup-dht " + leader.user + " " + n + " " + year, "SUCCESS: the DHT is complete");
        assertThat(lines).contains(counts(file, n)).contains("s = " + (year == 1950 ? 449 : 97_127));
        assertThat(lines).endsWith("dht-complete", "SUCCESS: the DHT is complete");
        assertThat(ring()).hasSize(n).startsWith(leader.user);
    }

    private JsonNode dht() {
        return manager.get("/api/dht").json();
    }

    private List<String> ring() {
        return dht().path("ring")
                .valueStream()
                .map(member -> member.path("user").asString())
                .toList();
    }

    private String free() {
        List<String> ring = ring();
        return peers.keySet().stream()
                .filter(user -> !ring.contains(user))
                .findFirst()
                .orElseThrow();
    }

    /** What each node is to hold, as the leader prints it. */
    private static String[] counts(String file, int n) throws IOException {
        String nodes = expected().stream()
                .filter(line -> line.startsWith(file + " records=") && line.contains(" n=" + n + " "))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".* nodes=", "");
        List<String> counts = Arrays.asList(nodes.split(",", -1));
        return IntStream.range(0, n)
                .mapToObj(node -> "node " + node + " holds " + counts.get(node) + " records")
                .toArray(String[]::new);
    }

    private static List<String> expected() throws IOException {
        return Files.readAllLines(RESOURCES.resolve("edition-2025.expected.txt"));
    }

    /** Looks for all events that were computed for this file and ring size; returns how many these are. */
    private int everythingIsAsComputed(String file, int n) throws IOException {
        int events = 0;
        for (String line : expected()) {
            if (!line.startsWith(file + " n=" + n + " event=")) {
                continue;
            }
            events++;
            String event = line.replaceFirst(".* event=(\\d+) .*", "$1");
            if (line.contains("absent")) {
                missEvent(event, line.replaceFirst(".* absent: ", ""), n);
            } else {
                int position = Integer.parseInt(line.replaceFirst(".* position=(\\d+) .*", "$1"));
                int node = Integer.parseInt(line.replaceFirst(".* node=", ""));
                findEvent(event, position, node, n);
            }
        }
        return events;
    }

    private void findEvent(String event, int position, int node, int n) {
        PipedPeer asker = peer(free());
        asker.command("query-dht " + asker.user, "SUCCESS");
        List<String> lines = asker.command("find-event " + event, "position: ");
        assertThat(lines)
                .contains("EVENT_ID: " + event, "position: " + position + " on node " + node)
                .anyMatch(line -> line.startsWith("STATE: "))
                .anyMatch(line -> line.startsWith("TOR_F_SCALE: "));
        assertThat(sequence(lines)).hasSizeBetween(1, n).doesNotHaveDuplicates().endsWith(node);
    }

    private void missEvent(String event, String sentence, int n) {
        PipedPeer asker = peer(free());
        asker.command("query-dht " + asker.user, "SUCCESS");
        List<String> lines = asker.command("find-event " + event, "id-seq: ");
        assertThat(lines).contains(sentence);
        assertThat(sequence(lines)).hasSize(n).doesNotHaveDuplicates();
    }

    private static List<Integer> sequence(List<String> lines) {
        String ids = lines.stream()
                .filter(line -> line.startsWith("id-seq: "))
                .findFirst()
                .orElseThrow()
                .substring("id-seq: ".length());
        List<Integer> sequence = new ArrayList<>();
        for (String id : ids.split(", ", -1)) {
            sequence.add(Integer.valueOf(id));
        }
        return sequence;
    }
}
