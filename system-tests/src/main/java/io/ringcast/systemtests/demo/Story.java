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
    private final List<DemoProcess> servers;
    private final List<DemoProcess> managers;
    private final List<DemoProcess> peers;
    private final int firstPeerPort;

    Story(Path run, int firstPeerPort) {
        this.client = new DemoProcess(run, "client");
        this.servers = numbered(run, "s[0-9]+");
        this.managers = numbered(run, "m[0-9]+");
        this.peers = numbered(run, "p[0-9]+");
        this.firstPeerPort = firstPeerPort;
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
        managerCrash();
        step("All of that worked");
        say("  reservations  " + servers.getFirst().url() + "/api/reservations   " + client.url() + "/api/history");
        say("  DHT           " + managers.getFirst().url() + "/api/dht   "
                + peers.getLast().url() + "/api/table");
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
        step("Build a hash table around a ring of " + (peers.size() - 1) + " of " + peers.size() + " peers");
        for (int i = 0; i < peers.size(); i++) {
            command(peers.get(i), "register " + USERS.get(i) + " 127.0.0.1 " + (firstPeerPort + i), "SUCCESS");
        }
        command(peers.getFirst(), "setup-dht " + (peers.size() - 1) + " " + USERS.getFirst(), "SUCCESS");
        step("Ask it: a query enters at a random member and is passed to the right until it reaches its node");
        query(freePeer());
    }

    /** A single manager has to come back before it can decide anything; of three, two decide without it. */
    private void managerCrash() {
        DemoProcess manager = managers.getFirst();
        boolean majorityIsLeft = managers.size() > 2;
        step("Kill -9 a manager of " + managers.size() + ": queries go on");
        manager.kill();
        query(freePeer());
        if (!majorityIsLeft) {
            comeBack(manager);
        }
        step("The leader leaves: the ring closes, its neighbour leads, the table is built anew");
        command(peers.getFirst(), "leave-dht " + USERS.getFirst(), "SUCCESS");
        query(peers.getFirst());
        if (majorityIsLeft) {
            comeBack(manager);
        }
    }

    private void comeBack(DemoProcess manager) {
        step("Start the manager again: it knows what the managers know");
        manager.startAgain();
        Demo.awaitReady(manager);
        JsonNode dht = manager.rest().get("/api/dht").json();
        say("  %s  %s  epoch %d  leader %s"
                .formatted(
                        manager.name(),
                        dht.path("phase").asString(),
                        dht.path("epoch").asLong(),
                        dht.path("leader").asString()));
    }

    private void query(DemoProcess peer) {
        command(peer, "query-dht " + USERS.get(peers.indexOf(peer)) + " Aruba", "SUCCESS");
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
