package io.ringcast.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.history.HistoryChecker;
import io.ringcast.systemtests.history.Operation;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.EarlierRelease;
import io.ringcast.systemtests.lab.Host;
import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.NetworkLab;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Saboteur;
import io.ringcast.systemtests.lab.Services;
import io.ringcast.systemtests.lab.WrongClock;
import io.ringcast.systemtests.load.LoadGenerator;
import io.ringcast.systemtests.load.LoadPlan;
import io.ringcast.systemtests.load.SlotCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Reservation servers that share one group, on loopback or each on a host of its own, and the clients that put them under
 * load. Closing it ends every process.
 */
public final class Cluster implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final int HOST_HTTP_PORT = 8080;

    private final Path directory;
    private final @Nullable NetworkLab network;
    private final String group = Ports.group();
    private final int port = Ports.freeUdpPair();
    private final Map<String, ServerProcess> servers = new LinkedHashMap<>();
    private final List<AutoCloseable> others = new ArrayList<>();
    private Path data = Services.data();
    private List<String> settings = List.of();
    private final Map<String, WrongClock> clocks = new HashMap<>();
    private final Map<String, EarlierRelease> releases = new HashMap<>();
    /** The debugger port of each server; null if servers cannot be sabotaged. */
    private @Nullable Map<String, Integer> debuggerPorts;

    private Cluster(Path directory, @Nullable NetworkLab network) {
        this.directory = directory;
        this.network = network;
    }

    /** All processes on loopback. */
    public static Cluster onLoopback(Path directory) {
        return new Cluster(directory, null);
    }

    /** Each server on the host of its name. */
    public static Cluster on(NetworkLab network, Path directory) {
        return new Cluster(directory, network);
    }

    /** Properties for every server that is started from now on. */
    public Cluster with(String... properties) {
        settings = List.of(properties);
        return this;
    }

    /** Starts these servers with an earlier release until they are upgraded. */
    public Cluster withRelease(EarlierRelease release, String... names) {
        for (String name : names) {
            releases.put(name, release);
        }
        return this;
    }

    /** Starts a server with this build from now on. */
    public Cluster withThisBuild(String name) {
        releases.remove(name);
        return this;
    }

    /** Starts a server with this clock from now on. */
    public Cluster withClock(String name, WrongClock clock) {
        clocks.put(name, clock);
        return this;
    }

    /** Every server that is started from now on can be sabotaged; for servers on loopback. */
    public Cluster sabotaged() {
        debuggerPorts = new HashMap<>();
        return this;
    }

    /** Attaches to a running server to sabotage it. */
    public Saboteur saboteur(String name) {
        Integer debuggerPort = debuggerPorts == null ? null : debuggerPorts.get(name);
        if (debuggerPort == null) {
            throw new IllegalStateException(name + " was not started to be sabotaged");
        }
        return Saboteur.of(debuggerPort);
    }

    /** The data files of every server that is started from now on. */
    public Cluster withData(Path dataDirectory) {
        data = dataDirectory;
        return this;
    }

    public String group() {
        return group;
    }

    public int port() {
        return port;
    }

    /** Starts a server and does not wait for it. If there was one of this name, the new one has its store. */
    public ServerProcess launch(String name, String... properties) {
        int httpPort = network == null ? Ports.freeTcp() : HOST_HTTP_PORT;
        String address = network == null ? "127.0.0.1" : network.host(name).address();
        JavaProcess.Builder builder = serverProcess(name)
                .arguments(group, Integer.toString(port))
                .arguments(options(
                        properties,
                        Map.of(
                                "--ringcast.name", name,
                                "--ringcast.interface", networkInterface(),
                                "--ringcast.terminal", "false",
                                "--reservation.data", data.toString(),
                                "--reservation.store", store(name).toString(),
                                "--server.address", address,
                                "--server.port", Integer.toString(httpPort))));
        if (network != null) {
            builder.on(network.host(name)).arguments(Rest.PASSWORD_OPTION);
        }
        if (debuggerPorts != null) {
            int debuggerPort = Ports.freeTcp();
            debuggerPorts.put(name, debuggerPort);
            builder.jvmOptions(Saboteur.jvmOption(debuggerPort));
        }
        WrongClock clock = clocks.get(name);
        if (clock != null) {
            builder.on(clock);
        }
        ServerProcess server = new ServerProcess(name, builder.start(directory), new Rest(address, httpPort));
        ServerProcess before = servers.put(name, server);
        if (before != null) {
            before.close();
        }
        return server;
    }

    private JavaProcess.Builder serverProcess(String name) {
        EarlierRelease release = releases.get(name);
        return release == null
                ? JavaProcess.service(name, "reservation-server")
                : JavaProcess.service(name, "reservation-server", release);
    }

    /** Starts servers, and returns when all of them serve. */
    public void start(String... names) {
        for (String name : names) {
            launch(name);
        }
        awaitActive(names);
    }

    /** Starts servers, then a client. */
    public ClientProcess startAfter(String client, List<String> clientProperties, String... names) {
        start(names);
        return startClient(client, clientProperties.toArray(String[]::new));
    }

    public void awaitActive(String... names) {
        for (String name : names) {
            ServerProcess server = server(name);
            Awaitility.await(name + " to become ACTIVE")
                    .atMost(START_TIMEOUT)
                    .pollInterval(Duration.ofMillis(200))
                    .failFast(
                            name + " has ended: see " + directory.resolve(name + ".out"),
                            () -> !server.process().isAlive())
                    .until(() -> server.isInState("ACTIVE"));
        }
    }

    public ServerProcess server(String name) {
        ServerProcess server = servers.get(name);
        if (server == null) {
            throw new IllegalArgumentException("no server " + name + " among " + servers.keySet());
        }
        return server;
    }

    /** The servers whose processes run. */
    public List<ServerProcess> running() {
        return servers.values().stream()
                .filter(server -> server.process().isAlive())
                .toList();
    }

    /** The server that all others regard as the coordinator. */
    public ServerProcess coordinator() {
        return Awaitility.await("one coordinator")
                .atMost(Duration.ofSeconds(60))
                .until(
                        this::agreedCoordinators,
                        names -> names.size() == 1
                                && servers.containsKey(names.iterator().next()))
                .stream()
                .map(this::server)
                .findFirst()
                .orElseThrow();
    }

    /** A server that the others do not regard as the coordinator. */
    public ServerProcess follower() {
        ServerProcess coordinator = coordinator();
        return running().stream()
                .filter(server -> !server.equals(coordinator))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> agreedCoordinators() {
        return running().stream()
                .flatMap(server -> server.replica().stream())
                .map(replica -> replica.path("coordinator").asString(""))
                .collect(Collectors.toSet());
    }

    /** Starts a process of clients. On a network it runs on the host of its name. */
    public LoadProcess startLoad(String name, int clients, int operations, Duration patience, long seed) {
        return startLoad(name, clients, operations, patience, Duration.ZERO, seed);
    }

    /** Starts a process of clients that rest between two commands. */
    public LoadProcess startLoad(
            String name, int clients, int operations, Duration patience, Duration think, long seed) {
        String bind = network == null ? "127.0.0.1" : network.host(name).address();
        LoadPlan plan = new LoadPlan(
                name,
                new LoadPlan.LoadTarget(group, port, bind, secret()),
                new LoadPlan.Amount(clients, operations, seed),
                LoadPlan.Timing.of(patience, think),
                data,
                directory.resolve(name + ".history.jsonl"));
        JavaProcess.Builder builder =
                JavaProcess.main(name, LoadGenerator.class).arguments(plan.argument());
        if (network != null) {
            builder.on(network.host(name));
        }
        LoadProcess load = new LoadProcess(plan, builder.start(directory));
        others.add(load);
        return load;
    }

    /** Starts the product's own client as a service with a REST gateway. */
    public ClientProcess startClient(String name, String... properties) {
        int httpPort = network == null ? Ports.freeTcp() : HOST_HTTP_PORT;
        String address = network == null ? "127.0.0.1" : network.host(name).address();
        JavaProcess.Builder builder = JavaProcess.service(name, "reservation-client")
                .arguments(group, Integer.toString(port))
                .arguments(
                        "--ringcast.name=" + name,
                        "--ringcast.user=" + name,
                        "--ringcast.interface=" + networkInterface(),
                        "--ringcast.terminal=false",
                        "--server.address=" + address,
                        "--server.port=" + httpPort)
                .arguments(properties);
        if (network != null) {
            builder.on(network.host(name)).arguments(Rest.PASSWORD_OPTION);
        }
        ClientProcess client = new ClientProcess(builder.start(directory), new Rest(address, httpPort));
        others.add(client);
        Awaitility.await(name + " to answer")
                .atMost(START_TIMEOUT)
                .failFast(
                        name + " has ended: see " + directory.resolve(name + ".out"),
                        () -> !client.process().isAlive())
                .until(client.rest()::isUp);
        return client;
    }

    /**
     * Waits until all running servers serve, have the same index and digest, and have no changes left to apply again after a
     * partition.
     */
    public void awaitSameState(Duration timeout) {
        Awaitility.await("the same index and digest everywhere")
                .atMost(timeout)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    assertThat(running()).allMatch(server -> server.isInState("ACTIVE"));
                    assertThat(running()).allMatch(server -> server.lostChanges() == 0);
                    assertThat(running().stream().map(ServerProcess::position).distinct())
                            .hasSize(1);
                });
    }

    /** Asserts that what the clients saw, and what every server holds now, has one explanation. */
    public void assertLinearizable(Map<SlotName, String> before, Collection<LoadProcess> loads) {
        assertLinearizable(
                before,
                loads.stream().flatMap(load -> load.operations().stream()).toList());
    }

    /** Asserts the same of operations that the test did itself. */
    public void assertLinearizable(Map<SlotName, String> before, List<Operation> operations) {
        Map<SlotName, String> after = sameReservationsEverywhere();
        List<SlotName> slots = SlotCatalog.read(data).slots();
        assertThat(new HistoryChecker(slots, before, after).linearizabilityViolations(operations))
                .as("what %d operations of clients show", operations.size())
                .isEmpty();
    }

    /** Asserts that every acknowledged reservation is there, or listed as a conflict, or may have been deleted. */
    public void assertNothingVanished(Map<SlotName, String> before, Collection<LoadProcess> loads) {
        Map<SlotName, String> after = sameReservationsEverywhere();
        List<Operation> operations =
                loads.stream().flatMap(load -> load.operations().stream()).toList();
        Set<String> conflicting = running().getFirst().conflictingRequests();
        HistoryChecker checker = new HistoryChecker(SlotCatalog.read(data).slots(), before, after);
        assertThat(checker.vanished(operations, conflicting)).isEmpty();
    }

    private Map<SlotName, String> sameReservationsEverywhere() {
        Map<SlotName, String> after = running().getFirst().reservations();
        for (ServerProcess server : running()) {
            assertThat(server.reservations())
                    .as("reservations of %s", server.name())
                    .isEqualTo(after);
        }
        return after;
    }

    public Path store(String name) {
        return directory.resolve("store-" + name);
    }

    public Host host(String name) {
        if (network == null) {
            throw new IllegalStateException("all processes are on loopback");
        }
        return network.host(name);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable other : others) {
            other.close();
        }
        servers.values().forEach(ServerProcess::close);
    }

    /** The secret in the settings of all servers. */
    private @Nullable String secret() {
        String option = "--ringcast.secret=";
        return settings.stream()
                .filter(setting -> setting.startsWith(option))
                .map(setting -> setting.substring(option.length()))
                .findFirst()
                .orElse(null);
    }

    /** Options of one server override those of all servers, and both override the defaults given here. */
    private String[] options(String[] ofOne, Map<String, String> ours) {
        Map<String, String> options = new TreeMap<>(ours);
        Stream.concat(settings.stream(), Arrays.stream(ofOne)).forEach(option -> {
            int equals = option.indexOf('=');
            options.put(option.substring(0, equals), option.substring(equals + 1));
        });
        return options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .toArray(String[]::new);
    }

    private String networkInterface() {
        return network == null ? "lo" : Host.INTERFACE;
    }
}
