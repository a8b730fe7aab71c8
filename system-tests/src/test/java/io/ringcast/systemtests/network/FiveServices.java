package io.ringcast.systemtests.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.Host;
import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.NetworkLab;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Services;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.JsonNode;

/**
 * One of each service on two hosts: {@code s1} and the manager on host {@code one}; {@code s2}, a client and a peer on host
 * {@code two}. Their HTTP side is on a network of its own, so that they can be asked while their interface is gone.
 */
final class FiveServices implements AutoCloseable {
    static final String GROUP = "239.255.82.1";
    private static final String PORT = "55555";
    private static final String MANAGER_PORT = "3000";
    private static final Duration START = Duration.ofMinutes(2);

    private final Path directory;
    private final List<ProbedService> all = new ArrayList<>();
    final ProbedService s1;
    final ProbedService manager;
    final ProbedService s2;
    final ProbedService client;
    final ProbedService peer;

    /** A process and its REST side. */
    record ProbedService(String name, JavaProcess process, Rest rest) {
        JsonNode health() {
            return rest.get("/actuator/health").json();
        }

        /** The network component of its health. */
        JsonNode network() {
            return health().path("components").path("network");
        }

        boolean saysThatItIsDownBecause(String reason) {
            JsonNode network = network();
            return network.path("status").asString("").equals("DOWN")
                    && network.path("details").path("problems").toString().contains(reason);
        }

        JsonNode command(String line) {
            return rest.post("/api/commands", Map.of("line", line)).json();
        }

        int members() {
            return rest.get("/api/replica").json().path("members").size();
        }
    }

    /** Starts them, and returns when each answers over HTTP, whether it is UP or not. */
    FiveServices(NetworkLab lab, Path directory) {
        this.directory = directory;
        Host one = lab.host("one");
        Host two = lab.host("two");
        s1 = start("s1", "reservation-server", one, 8080, GROUP, PORT);
        s2 = start("s2", "reservation-server", two, 8080, GROUP, PORT);
        client = start("client", "reservation-client", two, 8090, GROUP, PORT, "--reservation.attempts=4");
        String store = "--dht.store=" + directory.resolve("manager");
        manager = start("manager", "dht-manager", one, 8180, MANAGER_PORT, store);
        peer = start("peer", "dht-peer", two, 8190, one.address(), MANAGER_PORT);
        for (ProbedService service : all) {
            Awaitility.await(service.name() + " to answer over HTTP")
                    .atMost(START)
                    .ignoreException(ResourceAccessException.class)
                    .until(() -> {
                        assertThat(service.process().isAlive())
                                .as(() -> service.process().output())
                                .isTrue();
                        return service.rest().get("/actuator/health").status() > 0;
                    });
        }
    }

    private ProbedService start(String name, String module, Host host, int http, String... arguments) {
        JavaProcess.Builder builder = JavaProcess.service(name, module)
                .arguments(arguments)
                .arguments(
                        "--ringcast.name=" + name,
                        "--ringcast.interface=" + Host.INTERFACE,
                        "--ringcast.terminal=false",
                        "--server.address=0.0.0.0",
                        "--server.port=" + http,
                        Rest.PASSWORD_OPTION)
                .on(host);
        if (module.equals("reservation-server")) {
            builder.arguments(
                    "--reservation.data=" + Services.data(), "--reservation.store=" + directory.resolve(name));
        }
        ProbedService service =
                new ProbedService(name, builder.start(directory), new Rest(host.controlAddress(), http));
        all.add(service);
        return service;
    }

    /** The reasons why they do not serve; empty when all are UP, the servers see each other, and the client is answered. */
    List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        all.stream()
                .filter(service -> !service.rest().isUp())
                .forEach(service -> obstacles.add(service.name() + ": " + service.health()));
        List.of(s1, s2).stream()
                .filter(service -> service.members() != 2)
                .forEach(service -> obstacles.add(service.name() + " sees " + service.members() + " members"));
        JsonNode rooms = client.command("rooms");
        if (!rooms.path("status").asString("").equals("OK")) {
            obstacles.add("client: " + rooms);
        }
        return obstacles;
    }

    /**
     * Waits until all serve.
     *
     * @return how long that took
     */
    Duration awaitAllServe(Duration atMost) {
        long since = System.nanoTime();
        Awaitility.await("all to serve again")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(ResourceAccessException.class)
                .untilAsserted(() -> assertThat(obstacles()).isEmpty());
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /**
     * Waits until something holds.
     *
     * @return how long that took
     */
    static Duration await(String what, Duration atMost, Callable<Boolean> condition) {
        long since = System.nanoTime();
        Awaitility.await(what)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(ResourceAccessException.class)
                .until(condition);
        return Duration.ofNanos(System.nanoTime() - since);
    }

    @Override
    public void close() {
        all.forEach(service -> service.process().close());
    }
}
