package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.Host;
import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A manager and peers, each a process, on loopback or on the hosts of a network. */
public final class DhtCluster implements AutoCloseable {
    private static final List<String> USERS =
            List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy");
    private static final Duration START = Duration.ofMinutes(5);
    private static final String LOOPBACK = "127.0.0.1";

    private final Path directory;
    private Path dataset = Services.data().resolve("StatsCountry.csv");
    private final Countries countries = Countries.read();
    private final Map<String, PeerProcess> nodes = new LinkedHashMap<>();
    private final Map<String, ManagerProcess> managers = new LinkedHashMap<>();
    private final String managerAddress;
    private final int managerPort;

    private DhtCluster(Path directory, List<Host> managerHosts, int managerCount, String... managerOptions) {
        this.directory = directory;
        boolean loopback = managerHosts.isEmpty();
        this.managerAddress = loopback ? LOOPBACK : managerHosts.getFirst().address();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < managerCount; i++) {
            ports.add(loopback ? Ports.freeUdpPair() : 3_000);
        }
        this.managerPort = ports.getFirst();
        List<String> group = managerCount == 1
                ? List.of()
                : List.of(
                        "--dht.managers=" + managerCount,
                        "--dht.manager-group=" + Ports.group(),
                        "--dht.manager-group-port=" + Ports.freeUdpPair());
        for (int i = 0; i < managerCount; i++) {
            String name = managerCount == 1 ? "manager" : "m" + (i + 1);
            Host host = loopback ? null : managerHosts.get(i);
            String address = host == null ? LOOPBACK : host.address();
            int http = host == null ? Ports.freeTcp() : 8_180;
            List<String> arguments = new ArrayList<>(List.of(ports.get(i) + ""));
            arguments.addAll(group);
            arguments.addAll(List.of(managerOptions));
            managers.put(
                    name,
                    new ManagerProcess(
                            () -> start(name, "dht-manager", host, address, http, arguments.toArray(String[]::new)),
                            new Rest(address, http)));
        }
    }

    /** On loopback. */
    public static DhtCluster onLoopback(Path directory, int peers, String... options) {
        return onLoopback(directory, 1, peers, options);
    }

    /** On loopback, with peers that register by themselves; the options are the manager's. */
    static DhtCluster registering(Path directory, int peers, String... managerOptions) {
        DhtCluster cluster = new DhtCluster(directory, List.of(), 1, managerOptions);
        return cluster.addRegistering(peers, List.of());
    }

    /** On loopback, with peers that register by themselves and have this dataset and these options. */
    static DhtCluster registering(Path directory, Path dataset, int peers, List<String> options) {
        DhtCluster cluster = new DhtCluster(directory, List.of(), 1);
        cluster.dataset = dataset;
        return cluster.addRegistering(peers, options);
    }

    /** A manager and peers, each on a host of its own; the peers register by themselves. */
    static DhtCluster registering(Path directory, Host managerHost, List<Host> hosts) {
        DhtCluster cluster = new DhtCluster(directory, List.of(managerHost), 1);
        for (int i = 0; i < hosts.size(); i++) {
            String registration = user(i) + " " + hosts.get(i).address() + " 4000 4001 4002";
            cluster.addPeer(user(i), hosts.get(i), 8_190, List.of(), "--dht.register=" + registration);
        }
        return cluster.registered();
    }

    private DhtCluster addRegistering(int peers, List<String> options) {
        for (int i = 0; i < peers; i++) {
            int port = Ports.freeUdpPair();
            String registration = user(i) + " " + LOOPBACK + " " + port + " " + (port + 1) + " " + Ports.freeUdpPair();
            List<String> all = new ArrayList<>(options);
            all.add("--dht.register=" + registration);
            addPeer(user(i), null, Ports.freeTcp(), List.of(), all.toArray(String[]::new));
        }
        return registered();
    }

    private DhtCluster registered() {
        awaitUp();
        Awaitility.await("all peers are registered")
                .atMost(START)
                .until(() -> manager().get("/api/users").json().size() == nodes.size());
        return this;
    }

    /** Of more than there are names for, with letters at the end. */
    private static String user(int number) {
        return USERS.get(number % USERS.size()) + "x".repeat(number / USERS.size());
    }

    /** On loopback, with one manager that has these options; peers know it. */
    static DhtCluster withManager(Path directory, int peers, String... managerOptions) {
        DhtCluster cluster = new DhtCluster(directory, List.of(), 1, managerOptions);
        for (int i = 0; i < peers; i++) {
            cluster.addPeer(user(i), null, Ports.freeTcp(), List.of(Ports.freeUdpPair()));
        }
        cluster.awaitUp();
        return cluster;
    }

    /** On loopback, with several managers, m1, m2 and so on; peers know the first one. */
    static DhtCluster onLoopback(Path directory, int managers, int peers, String... options) {
        DhtCluster cluster = new DhtCluster(directory, List.of(), managers);
        for (int i = 0; i < peers; i++) {
            int port = Ports.freeUdpPair();
            List<Integer> ports = i % 2 == 0 ? List.of(port) : List.of(port, port + 1, Ports.freeUdpPair());
            cluster.addPeer(user(i), null, Ports.freeTcp(), ports, options);
        }
        cluster.awaitUp();
        return cluster;
    }

    /** Manager and peers spread over the hosts of a network. */
    static DhtCluster on(List<Host> hosts, Path directory, int peers, String... options) {
        return on(hosts.subList(0, 1), hosts, directory, peers, options);
    }

    /** One manager on each of these hosts, and peers spread over those. */
    static DhtCluster on(List<Host> managerHosts, List<Host> hosts, Path directory, int peers, String... options) {
        DhtCluster cluster = new DhtCluster(directory, managerHosts, managerHosts.size());
        for (int i = 0; i < peers; i++) {
            int round = i / hosts.size();
            List<Integer> ports = List.of(4_000 + 10 * round, 4_001 + 10 * round, 4_002 + 10 * round);
            cluster.addPeer(user(i), hosts.get(i % hosts.size()), 8_190 + round, ports, options);
        }
        cluster.awaitUp();
        return cluster;
    }

    private void addPeer(String user, @Nullable Host host, int http, List<Integer> ports, String... options) {
        String address = host == null ? LOOPBACK : host.address();
        List<String> arguments = new ArrayList<>(List.of(managerAddress, managerPort + ""));
        arguments.addAll(List.of(options));
        Supplier<JavaProcess> start =
                () -> start(user, "dht-peer", host, address, http, arguments.toArray(String[]::new));
        nodes.put(user, new PeerProcess(user, start.get(), new Rest(address, http), address, ports, start));
    }

    private JavaProcess start(
            String name, String module, @Nullable Host host, String address, int http, String... arguments) {
        JavaProcess.Builder builder = JavaProcess.service(name, module)
                .arguments(arguments)
                .arguments(
                        "--ringcast.interface=" + address,
                        "--ringcast.terminal=false",
                        "--ringcast.name=" + name,
                        "--server.address=" + address,
                        "--server.port=" + http);
        if (module.equals("dht-peer")) {
            builder.arguments("--dht.dataset=" + dataset);
        }
        if (module.equals("dht-manager")) {
            builder.in(created(directory.resolve(name))); // Its store is there, whatever it is called.
        }
        if (host != null) {
            builder.on(host).arguments(Rest.PASSWORD_OPTION);
        }
        return builder.start(directory);
    }

    private static Path created(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the managers. */
    List<String> managers() {
        return List.copyOf(managers.keySet());
    }

    /** The manager that all of them regard as their leader. */
    String leadingManager() {
        return Awaitility.await("one leader of the managers")
                .atMost(START)
                .until(
                        () -> managers.values().stream()
                                .map(manager -> manager.rest
                                        .get("/api/replica")
                                        .json()
                                        .path("coordinator")
                                        .asString(""))
                                .distinct()
                                .toList(),
                        names -> names.size() == 1 && managers.containsKey(names.getFirst()))
                .getFirst();
    }

    JavaProcess managerProcess(String name) {
        return started(name).process;
    }

    Rest manager(String name) {
        return started(name).rest;
    }

    private ManagerProcess started(String name) {
        ManagerProcess started = managers.get(name);
        if (started == null) {
            throw new IllegalArgumentException("there is no manager " + name);
        }
        return started;
    }

    /** Ends a manager as a loss of power would. */
    void killManager(String name) {
        managerProcess(name).kill();
    }

    /** Starts a manager that was ended, with the same command. Returns at once. */
    void restartManager(String name) {
        ManagerProcess started = started(name);
        started.process = started.start.get();
    }

    /** A peer ends when its own user is deregistered. */
    void restartPeerIfItEnded(String user) {
        if (!node(user).process().isAlive()) {
            restartPeer(user);
        }
    }

    /** Kills a peer and starts it again with the same command; returns when it is there. Nobody is registered then. */
    void restartPeer(String user) {
        node(user).process().kill();
        startPeer(user);
        Awaitility.await(user + " is up").atMost(START).until(node(user).rest()::isUp);
    }

    /** Starts a peer that was killed again with the same command. Returns at once. */
    void startPeer(String user) {
        PeerProcess before = node(user);
        PeerProcess after = new PeerProcess(
                user, before.start().get(), before.rest(), before.address(), before.ports(), before.start());
        nodes.put(user, after);
    }

    private void awaitUp() {
        Awaitility.await("all processes are up")
                .atMost(START)
                .until(() -> managers.values().stream().allMatch(manager -> manager.rest.isUp())
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
                        "--dht.dataset=" + dataset)
                .start(directory);
    }

    /** Registers every peer at the manager. */
    public void registerAll() {
        nodes.keySet().forEach(user -> succeed(user, registration(user)));
    }

    /** The command that registers a peer. */
    String registration(String user) {
        PeerProcess node = node(user);
        return "register " + user + " " + node.address() + " "
                + String.join(" ", node.ports().stream().map(String::valueOf).toList());
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
        return managers.values().iterator().next().rest;
    }

    String managerAddress() {
        return managerAddress;
    }

    int managerPort() {
        return managerPort;
    }

    /** The result of a command. */
    JsonNode command(String user, String line) {
        return node(user)
                .rest()
                .postPatiently("/api/commands", Map.of("line", line))
                .json();
    }

    public List<String> succeed(String user, String line) {
        JsonNode result = command(user, line);
        assertThat(result.path("status").asString()).as(line + ": " + result).isEqualTo("SUCCESS");
        return result.path("lines").valueStream().map(JsonNode::asString).toList();
    }

    /** The members in ring order. */
    List<String> ring() {
        return manager()
                .get("/api/dht")
                .json()
                .path("ring")
                .valueStream()
                .map(member -> member.path("user").asString())
                .toList();
    }

    String freeUser() {
        return freeUsers().getFirst();
    }

    List<String> freeUsers() {
        List<String> ring = ring();
        return nodes.keySet().stream().filter(user -> !ring.contains(user)).toList();
    }

    /** Asks every member for every country: all are found, as the file has them, by a walk to the right. */
    public void expectEveryCountryFromEveryEntry() {
        RecordsCheck.everyCountryFromEveryEntry(this);
    }

    /** The tables of all members together are exactly the dataset, and each record lies where its hash says. */
    void expectTheTablesToBeTheDataset() {
        DhtState.awaitAgreement(this);
        RecordsCheck.tablesAreTheDataset(this);
    }

    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The manager and the peers, with their interfaces. */
    public Map<JavaProcess, Rest> processes() {
        Map<JavaProcess, Rest> all = new LinkedHashMap<>();
        managers.values().forEach(manager -> all.put(manager.process, manager.rest));
        nodes.values().forEach(node -> all.put(node.process(), node.rest()));
        return all;
    }

    @Override
    public void close() {
        nodes.values().forEach(node -> node.process().close());
        managers.values().forEach(manager -> manager.process.close());
    }
}
