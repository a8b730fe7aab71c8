package io.ringcast.systemtests.demo;

import io.ringcast.systemtests.demo.Demo.DemoException;
import io.ringcast.systemtests.lab.Rest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.JsonNode;

/** The story that the launcher tells with the running services: reservations, a crash, and the life of a ring. */
final class Story {
    private static final List<String> USERS = List.of(
            "alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy", "kim", "leo", "mia",
            "nina", "oscar", "peggy");
    private static final Duration SAME_STATE_WITHIN = Duration.ofSeconds(10);

    private final DemoProcess client;
    private final DemoProcess manager;
    private final List<DemoProcess> servers;
    private final List<DemoProcess> peers;
    private final int managerPort;

    Story(Path run, int managerPort) {
        this.client = new DemoProcess(run, "client");
        this.manager = new DemoProcess(run, "manager");
        this.servers = numbered(run, "s[0-9]+");
        this.peers = numbered(run, "p[0-9]+");
        this.managerPort = managerPort;
    }

    private static List<DemoProcess> numbered(Path run, String names) {
        return DemoProcess.all(run).stream()
                .filter(process -> process.name().matches(names))
                .sorted(Comparator.comparingInt(
                        process -> Integer.parseInt(process.name().substring(1))))
                .toList();
    }

    void tell() {
        reservations();
        crash();
        ring();
        step("All of that worked");
        say("  reservations  " + servers.getFirst().url() + "/api/reservations   " + client.url() + "/api/history");
        say("  DHT           " + manager.url() + "/api/dht   " + peers.getLast().url() + "/api/table");
        say("  every process: /actuator/health  /api/trace  /v3/api-docs");
    }

    private void reservations() {
        step("Reserve a room: the client multicasts, every server answers, the first answer is shown");
        command(client, "reserve ME4494 8:30-9:30 Monday", "OK");
        command(client, "reserve ME4494 8:30-9:30 Monday", "ROOM_TAKEN");
        tellReplicas();
    }

    private void crash() {
        DemoProcess server = servers.getFirst();
        step("Kill -9 a server: nobody notices");
        server.kill();
        command(client, "reserve SA314 9:30-10:30 Friday", "OK");
        command(client, "check SA314", "OK");
        step("Start it again: it takes the group's state, then serves");
        server.startAgain();
        Demo.awaitReady(server);
        if (!Demo.await(SAME_STATE_WITHIN, this::digestsAreEqual)) {
            throw new DemoException("the servers differ");
        }
        tellReplicas();
    }

    private void ring() {
        DemoProcess leader = peers.getFirst();
        String user = USERS.getFirst();
        step("Build a hash table around a ring of " + (peers.size() - 1) + " of " + peers.size() + " peers");
        for (int i = 0; i < peers.size(); i++) {
            command(peers.get(i), "register " + USERS.get(i) + " 127.0.0.1 " + (managerPort + i + 1), "SUCCESS");
        }
        command(leader, "setup-dht " + (peers.size() - 1) + " " + user, "SUCCESS");
        step("Ask it: a query enters at a random member and is passed to the right until it reaches its node");
        DemoProcess free = freePeer();
        command(free, "query-dht " + USERS.get(peers.indexOf(free)) + " Aruba", "SUCCESS");
        step("The leader leaves: the ring closes, its neighbour leads, the table is built anew");
        command(leader, "leave-dht " + user, "SUCCESS");
        command(leader, "query-dht " + user + " Aruba", "SUCCESS");
    }

    /** Hands a line to a process's prompt over REST, and prints what the prompt would print. */
    private static void command(DemoProcess process, String line, String expected) {
        say("  > " + line);
        Rest.Response response = process.rest().post("/api/commands", Map.of("line", line));
        if (response.status() != 200) {
            throw new DemoException("the command failed: " + response.body());
        }
        JsonNode outcome = response.json();
        outcome.path("lines").forEach(answer -> say("    " + answer.asString()));
        String status = outcome.path("status").asString();
        if (!status.equals(expected)) {
            throw new DemoException("expected " + expected + ", and the answer was " + status);
        }
    }

    private void tellReplicas() {
        for (DemoProcess server : servers) {
            JsonNode replica = server.rest().get("/api/replica").json();
            say("  %s  %s  index %d  digest %.16s..."
                    .formatted(
                            server.name(),
                            replica.path("state").asString(),
                            replica.path("index").asLong(),
                            replica.path("digest").asString()));
        }
    }

    private boolean digestsAreEqual() {
        try {
            return servers.stream()
                            .map(server -> server.rest()
                                    .get("/api/replica")
                                    .json()
                                    .path("digest")
                                    .asString(""))
                            .distinct()
                            .count()
                    == 1;
        } catch (ResourceAccessException e) {
            return false;
        }
    }

    /** The peer that the manager left out of the DHT. */
    private DemoProcess freePeer() {
        return peers.stream()
                .filter(peer -> peer.rest().get("/api/peer").json().path("id").isNull())
                .findFirst()
                .orElseThrow(() -> new DemoException("every peer is in the DHT"));
    }

    private static void step(String title) {
        say("\n\033[1m== " + title + "\033[0m");
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
