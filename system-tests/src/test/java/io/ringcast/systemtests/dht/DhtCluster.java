package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.Host;
import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Services;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A manager and peers, each a process, on loopback or on the hosts of a network. */
public final class DhtCluster implements AutoCloseable {
    private static final List<String> USERS =
            List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy");
    private static final Duration START = Duration.ofMinutes(5);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int SWEEP_THREADS = 4;

    private final Path directory;
    private final Countries countries = Countries.read();
    private final Map<String, PeerProcess> nodes = new LinkedHashMap<>();
    private final JavaProcess manager;
    private final Rest managerRest;
    private final String managerAddress;
    private final int managerPort;

    /** A peer: its user, where it is, its ports. */
    record PeerProcess(String user, JavaProcess process, Rest rest, String address, List<Integer> ports) {}

    private DhtCluster(Path directory, @Nullable Host managerHost) {
        this.directory = directory;
        this.managerAddress = managerHost == null ? LOOPBACK : managerHost.address();
        this.managerPort = managerHost == null ? Ports.freeUdpPair() : 3_000;
        int http = managerHost == null ? Ports.freeTcp() : 8_180;
        this.manager = start("manager", "dht-manager", managerHost, managerAddress, http, managerPort + "");
        this.managerRest = new Rest(managerAddress, http);
    }

    /** On loopback. */
    public static DhtCluster onLoopback(Path directory, int peers, String... options) {
        DhtCluster cluster = new DhtCluster(directory, null);
        for (int i = 0; i < peers; i++) {
            int port = Ports.freeUdpPair();
            List<Integer> ports = i % 2 == 0 ? List.of(port) : List.of(port, port + 1, Ports.freeUdpPair());
            cluster.addPeer(USERS.get(i), null, Ports.freeTcp(), ports, options);
        }
        cluster.awaitUp();
        return cluster;
    }

    /** Manager and peers spread over the hosts of a network. */
    static DhtCluster on(List<Host> hosts, Path directory, int peers, String... options) {
        DhtCluster cluster = new DhtCluster(directory, hosts.getFirst());
        for (int i = 0; i < peers; i++) {
            int round = i / hosts.size();
            List<Integer> ports = List.of(4_000 + 10 * round, 4_001 + 10 * round, 4_002 + 10 * round);
            cluster.addPeer(USERS.get(i), hosts.get(i % hosts.size()), 8_190 + round, ports, options);
        }
        cluster.awaitUp();
        return cluster;
    }

    private void addPeer(String user, @Nullable Host host, int http, List<Integer> ports, String... options) {
        String address = host == null ? LOOPBACK : host.address();
        List<String> arguments = new ArrayList<>(List.of(managerAddress, managerPort + ""));
        arguments.addAll(List.of(options));
        JavaProcess process = start(user, "dht-peer", host, address, http, arguments.toArray(String[]::new));
        nodes.put(user, new PeerProcess(user, process, new Rest(address, http), address, ports));
    }

    private JavaProcess start(
            String name, String module, @Nullable Host host, String address, int http, String... arguments) {
        JavaProcess.Builder builder = JavaProcess.service(name, module)
                .jvmOptions("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
                .arguments(arguments)
                .arguments(
                        "--ringcast.interface=" + address,
                        "--ringcast.terminal=false",
                        "--ringcast.name=" + name,
                        "--server.address=" + address,
                        "--server.port=" + http);
        if (module.equals("dht-peer")) {
            builder.arguments("--dht.dataset=" + Services.data().resolve("StatsCountry.csv"));
        }
        if (host != null) {
            builder.on(host).arguments(Rest.PASSWORD_OPTION);
        }
        return builder.start(directory);
    }

    private void awaitUp() {
        Awaitility.await("all processes are up")
                .atMost(START)
                .until(() -> managerRest.isUp()
                        && nodes.values().stream().allMatch(node -> node.rest().isUp()));
    }

    /** Starts a peer that reads its commands from standard input, and from nowhere else. */
    JavaProcess startPiped(String name) {
        return JavaProcess.jar(name, Services.jar("dht-peer"))
                .jvmOptions("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .arguments(
                        managerAddress,
                        managerPort + "",
                        "--server.port=" + Ports.freeTcp(),
                        "--dht.dataset=" + Services.data().resolve("StatsCountry.csv"))
                .start(directory);
    }

    /** Registers every peer at the manager. */
    public void registerAll() {
        nodes.values()
                .forEach(node -> succeed(
                        node.user(),
                        "register " + node.user() + " " + node.address() + " "
                                + String.join(
                                        " ",
                                        node.ports().stream()
                                                .map(String::valueOf)
                                                .toList())));
    }

    Countries countries() {
        return countries;
    }

    PeerProcess node(String user) {
        PeerProcess node = nodes.get(user);
        if (node == null) {
            throw new IllegalArgumentException("there is no " + user);
        }
        return node;
    }

    List<PeerProcess> nodes() {
        return List.copyOf(nodes.values());
    }

    Rest manager() {
        return managerRest;
    }

    String managerAddress() {
        return managerAddress;
    }

    int managerPort() {
        return managerPort;
    }

    /** The result of a command. */
    JsonNode command(String user, String line) {
        return node(user).rest().post("/api/commands", Map.of("line", line)).json();
    }

    public List<String> succeed(String user, String line) {
        JsonNode result = command(user, line);
        assertThat(result.path("status").asString()).as(line + ": " + result).isEqualTo("SUCCESS");
        return result.path("lines").valueStream().map(JsonNode::asString).toList();
    }

    /** The members in ring order. */
    List<String> ring() {
        return managerRest
                .get("/api/dht")
                .json()
                .path("ring")
                .valueStream()
                .map(member -> member.path("user").asString())
                .toList();
    }

    String freeUser() {
        List<String> ring = ring();
        return nodes.keySet().stream()
                .filter(user -> !ring.contains(user))
                .findFirst()
                .orElseThrow();
    }

    /** Asks every member for every country: all are found, as the file has them, by a walk to the right. */
    public void expectEveryCountryFromEveryEntry() {
        List<String> ring = ring();
        try (ExecutorService threads = Executors.newFixedThreadPool(SWEEP_THREADS)) {
            List<Future<?>> sweeps = new ArrayList<>();
            for (int entry = 0; entry < ring.size(); entry++) {
                int start = entry;
                sweeps.add(threads.submit(() -> expectEveryCountryFrom(ring, start)));
            }
            for (Future<?> sweep : sweeps) {
                sweep.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void expectEveryCountryFrom(List<String> ring, int entry) {
        Rest rest = node(ring.get(entry)).rest();
        for (Map<String, String> country : countries.records()) {
            String name = Countries.nameOf(country);
            Rest.Response answer = rest.get("/api/records/" + encoded(name));
            assertThat(answer.status()).as(name + ": " + answer.body()).isEqualTo(200);
            JsonNode found = answer.json();
            country.forEach((column, value) ->
                    assertThat(found.path("record").path(column).asString()).isEqualTo(value));
            assertThat(found.path("position").asInt()).isEqualTo(Countries.positionOf(name));
            assertThat(found.path("path").valueStream().map(JsonNode::asInt).toList())
                    .as(name)
                    .isEqualTo(Countries.walk(entry, name, ring.size()));
        }
    }

    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The tables of all members together are exactly the dataset, and each record lies where its hash says. */
    void expectTheTablesToBeTheDataset() {
        List<String> ring = ring();
        List<Map<String, String>> stored = new ArrayList<>();
        for (int id = 0; id < ring.size(); id++) {
            JsonNode table = node(ring.get(id)).rest().get("/api/table").json();
            for (JsonNode position : table.path("positions")) {
                assertThat(position.path("position").asInt() % ring.size()).isEqualTo(id);
                for (JsonNode record : position.path("chain")) {
                    Map<String, String> fields = new LinkedHashMap<>();
                    record.propertyStream()
                            .forEach(field ->
                                    fields.put(field.getKey(), field.getValue().asString()));
                    assertThat(Countries.positionOf(Countries.nameOf(fields)))
                            .isEqualTo(position.path("position").asInt());
                    stored.add(fields);
                }
            }
        }
        assertThat(stored).containsExactlyInAnyOrderElementsOf(countries.records());
    }

    /** The manager and the peers, with their interfaces. */
    public Map<JavaProcess, Rest> processes() {
        Map<JavaProcess, Rest> all = new LinkedHashMap<>();
        all.put(manager, managerRest);
        nodes.values().forEach(node -> all.put(node.process(), node.rest()));
        return all;
    }

    @Override
    public void close() {
        nodes.values().forEach(node -> node.process().close());
        manager.close();
    }
}
