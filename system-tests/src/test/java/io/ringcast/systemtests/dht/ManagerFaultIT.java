package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.Interruptions;
import io.ringcast.systemtests.lab.Figures;
import io.ringcast.systemtests.lab.NeedsNetworks;
import io.ringcast.systemtests.lab.NetworkLab;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Managers and peers that are killed, with real processes: the promises D4 and D5. */
class ManagerFaultIT {
    private static final Duration AGREEMENT = Duration.ofSeconds(60);
    private static final Duration COMMAND = Duration.ofSeconds(60);
    private static final int PEERS = 6;

    /** What a command may end with besides SUCCESS while the manager is killed: each says what to do. */
    private static final Set<String> UNDERSTOOD = Set.of("FAILURE", "UNKNOWN");

    @TempDir
    private Path directory;

    private final Random random = new Random(Seed.next());

    @Test
    void theManagerIsKilledAtAnyMoment() throws Exception {
        killTheManager(3);
    }

    @Test
    @Tag("soak")
    void theManagerIsKilledAtAnyMomentTwoHundredTimes() throws Exception {
        killTheManager(200);
    }

    private void killTheManager(int rounds) throws Exception {
        int unfinished = 0;
        try (DhtCluster cluster = DhtCluster.onLoopback(directory, PEERS)) {
            cluster.registerAll();
            for (int round = 0; round < rounds; round++) {
                String user = cluster.nodes().get(random.nextInt(PEERS)).user();
                String line = line(cluster, user, round);
                CompletableFuture<JsonNode> result = CompletableFuture.supplyAsync(() -> cluster.command(user, line));
                pause(random.nextInt(60));
                cluster.killManager("manager");
                cluster.restartManager("manager");
                JsonNode ended = ended(result, line);
                String status = ended.path("status").asString();
                if (!status.equals("SUCCESS")) {
                    unfinished++;
                    assertThat(UNDERSTOOD).as(line + ": " + ended).contains(status);
                }
                awaitAgreement(cluster, line + " of round " + round + " gave " + ended);
            }
        }
        Figures.tell("manager killed " + rounds + " times; " + unfinished
                + " commands ended with a FAILURE or as UNKNOWN, and all processes agreed after each");
    }

    /** A command that may be given now: what there is decides. */
    private String line(DhtCluster cluster, String user, int round) {
        List<String> ring = cluster.ring();
        if (ring.isEmpty()) {
            return round % 4 == 3 ? "deregister " + user : "setup-dht " + (2 + random.nextInt(4)) + " " + user;
        }
        if (!ring.contains(user)) {
            return round % 2 == 0 ? "query-dht " + user + " Aruba" : cluster.registration(user);
        }
        return ring.getFirst().equals(user) && random.nextBoolean() ? "teardown-dht " + user : "leave-dht " + user;
    }

    private static JsonNode ended(CompletableFuture<JsonNode> result, String line) throws InterruptedException {
        try {
            return result.get(COMMAND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError(line + " did not end", e);
        }
    }

    /** A point in time in which nothing in particular happens. */
    private static void pause(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    /** The manager and all peers see the same ring, or none; a peer that was deregistered is registered again. */
    private void awaitAgreement(DhtCluster cluster, String after) {
        Awaitility.await("manager and peers to agree after " + after)
                .atMost(AGREEMENT)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> agree(cluster));
        for (PeerProcess node : cluster.nodes()) {
            cluster.restartPeerIfItEnded(node.user());
            if (node.rest().get("/api/peer").json().path("user").isNull()) {
                cluster.succeed(node.user(), cluster.registration(node.user()));
            }
        }
        if (!cluster.ring().isEmpty()) {
            cluster.expectTheTablesToBeTheDataset();
        }
    }

    private static boolean agree(DhtCluster cluster) {
        JsonNode dht = cluster.manager().get("/api/dht").json();
        String phase = dht.path("phase").asString();
        if (!phase.equals("NONE") && !phase.equals("READY")) {
            return false;
        }
        List<String> ring = cluster.ring();
        List<String> registered = cluster.manager()
                .get("/api/users")
                .json()
                .valueStream()
                .map(user -> user.path("user").asString())
                .toList();
        for (PeerProcess node : cluster.nodes()) {
            if (!node.process().isAlive()) {
                if (registered.contains(node.user())) {
                    return false;
                }
                continue;
            }
            JsonNode peer = node.rest().get("/api/peer").json();
            int place = ring.indexOf(node.user());
            boolean placed = place < 0
                    ? peer.path("id").isNull()
                    : peer.path("id").asInt(-1) == place
                            && peer.path("n").asInt() == ring.size()
                            && peer.path("ready").asBoolean();
            if (!placed || peer.path("user").isNull() == registered.contains(node.user())) {
                return false;
            }
        }
        return true;
    }

    @Test
    void aPeerThatIsKilledRegistersAgainAtOnce() {
        restartPeers(2);
    }

    @Test
    @Tag("soak")
    void aPeerThatIsKilledRegistersAgainAtOnceAHundredTimes() {
        restartPeers(100);
    }

    /** Free, and as a member, in turn. */
    private void restartPeers(int rounds) {
        try (DhtCluster cluster = DhtCluster.withManager(directory, 4, "--dht.copies=1")) {
            cluster.registerAll();
            for (int round = 0; round < rounds; round++) {
                if (cluster.ring().isEmpty()) {
                    cluster.succeed("alice", "setup-dht 3 alice");
                }
                String user =
                        round % 2 == 0 ? cluster.freeUser() : cluster.ring().get(1 + random.nextInt(2));
                cluster.restartPeer(user);
                cluster.succeed(user, cluster.registration(user));
                awaitAgreement(cluster, "the restart of " + user);
                assertThat(cluster.ring().isEmpty())
                        .as("without copies, a DHT that has lost a member's part is given up, one that has not stays")
                        .isEqualTo(round % 2 == 1);
            }
        }
    }

    @Test
    void aPeerThatIsDeadIsNotDrawn() {
        drawWithoutTheDead(5);
    }

    @Test
    @Tag("soak")
    void aPeerThatIsDeadIsNotDrawnInAHundredSetUps() {
        drawWithoutTheDead(100);
    }

    private void drawWithoutTheDead(int rounds) {
        try (DhtCluster cluster = DhtCluster.onLoopback(directory, 5)) {
            cluster.registerAll();
            cluster.node("bob").process().kill();
            Awaitility.await("bob to be silent")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> presenceOf(cluster, "bob").equals("SILENT"));
            for (int round = 0; round < rounds; round++) {
                cluster.succeed("alice", "setup-dht 4 alice");
                assertThat(cluster.ring()).doesNotContain("bob");
                cluster.succeed("alice", "teardown-dht alice");
            }
            JsonNode tooMany = cluster.command("alice", "setup-dht 5 alice");
            assertThat(tooMany.path("reason").asString()).as(tooMany.toString()).isEqualTo("TOO_FEW_USERS");
        }
    }

    @Test
    void aNameIsRefusedWhileItsPeerLivesAndTakenOverWhenItIsDead() {
        try (DhtCluster cluster = DhtCluster.onLoopback(directory, 3)) {
            cluster.registerAll();
            cluster.restartPeer("carol");
            String line = cluster.registration("carol").replace("carol", "bob");
            JsonNode refused = cluster.command("carol", line);
            assertThat(refused.path("reason").asString()).as(refused.toString()).isEqualTo("NAME_TAKEN");
            cluster.node("bob").process().kill();
            Awaitility.await("bob to be silent")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> presenceOf(cluster, "bob").equals("SILENT"));
            cluster.succeed("carol", line);
            assertThat(presenceOf(cluster, "bob")).isEqualTo("PRESENT");
        }
    }

    private static String presenceOf(DhtCluster cluster, String user) {
        return cluster.manager()
                .get("/api/users")
                .json()
                .valueStream()
                .filter(view -> view.path("user").asString().equals(user))
                .map(view -> view.path("presence").asString())
                .findFirst()
                .orElse("");
    }

    private enum Fault {
        KILLED,
        PAUSED,
        CUT_OFF
    }

    @Test
    @NeedsNetworks
    void ofThreeManagersTheLeaderMayBeLost() throws Exception {
        loseManagers(3, (cluster, round) -> cluster.leadingManager());
    }

    @Test
    @Tag("soak")
    @NeedsNetworks
    void ofThreeManagersTheLeaderAndFollowersMayBeLostManyTimes() throws Exception {
        loseManagers(54, (cluster, round) -> {
            int turn = round / Fault.values().length;
            String leader = cluster.leadingManager();
            List<String> followers = cluster.managers().stream()
                    .filter(manager -> !manager.equals(leader))
                    .toList();
            return turn % 2 == 0 ? leader : followers.get(turn / 2 % followers.size());
        });
    }

    /** Each fault in turn, while a free peer queries without pause and another one registers. */
    private void loseManagers(int rounds, BiFunction<DhtCluster, Integer, String> victim) throws Exception {
        try (NetworkLab lab = NetworkLab.of("m1", "m2", "m3", "peers");
                DhtCluster cluster = DhtCluster.on(
                        Stream.of("m1", "m2", "m3").map(lab::host).toList(),
                        List.of(lab.host("peers")),
                        directory,
                        5)) {
            cluster.registerAll();
            cluster.succeed("alice", "setup-dht 3 alice");
            List<String> free = cluster.freeUsers();
            Map<String, List<Duration>> waits = new TreeMap<>();
            for (int round = 0; round < rounds; round++) {
                Fault fault = Fault.values()[round % Fault.values().length];
                cluster.restartPeer(free.getLast());
                String manager = victim.apply(cluster, round);
                String role = manager.equals(cluster.leadingManager()) ? "leader" : "follower";
                AtomicBoolean done = new AtomicBoolean();
                CompletableFuture<Duration> query =
                        CompletableFuture.supplyAsync(() -> longestQuery(cluster, free.getFirst(), done));
                begin(fault, cluster, manager, lab);
                Duration registration = timed(cluster, free.getLast(), cluster.registration(free.getLast()));
                pause(3_000);
                end(fault, cluster, manager, lab);
                Awaitility.await(manager + " to serve").atMost(AGREEMENT).until(cluster.manager(manager)::isUp);
                done.set(true);
                Duration longest = query.get(COMMAND.toMillis(), TimeUnit.MILLISECONDS);
                waits.computeIfAbsent(role + " " + fault, key -> new ArrayList<>())
                        .add(longest.compareTo(registration) > 0 ? longest : registration);
            }
            waits.forEach((fault, each) -> Interruptions.tell(
                    "of three managers the " + fault, each.stream().sorted().toList()));
            cluster.succeed("alice", "teardown-dht alice");
            awaitAgreement(cluster, "the loss of managers");
        }
    }

    private static void begin(Fault fault, DhtCluster cluster, String manager, NetworkLab lab) {
        switch (fault) {
            case KILLED -> cluster.killManager(manager);
            case PAUSED -> cluster.managerProcess(manager).pause();
            case CUT_OFF ->
                lab.partition(
                        List.of(lab.host(manager)),
                        Stream.of("m1", "m2", "m3", "peers")
                                .filter(name -> !name.equals(manager))
                                .map(lab::host)
                                .toList());
        }
    }

    private static void end(Fault fault, DhtCluster cluster, String manager, NetworkLab lab) {
        switch (fault) {
            case KILLED -> cluster.restartManager(manager);
            case PAUSED -> cluster.managerProcess(manager).resume();
            case CUT_OFF -> lab.heal();
        }
    }

    /** How long a command takes, which succeeds. */
    private static Duration timed(DhtCluster cluster, String user, String line) {
        long start = System.nanoTime();
        JsonNode result = cluster.command(user, line);
        assertThat(result.path("status").asString()).as(result.toString()).isEqualTo("SUCCESS");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration longestQuery(DhtCluster cluster, String user, AtomicBoolean done) {
        Duration longest = Duration.ZERO;
        while (!done.get()) {
            Duration wait = timed(cluster, user, "query-dht " + user + " Aruba");
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        return longest;
    }

    @Test
    void aMinorityOfManagersChangesNothing() {
        try (DhtCluster cluster = DhtCluster.onLoopback(directory, 3, 2)) {
            cluster.registerAll();
            cluster.killManager("m2");
            cluster.killManager("m3");
            Rest left = cluster.manager("m1");
            Awaitility.await("m1 to see that it is alone")
                    .atMost(AGREEMENT)
                    .until(() -> left.get("/actuator/health/readiness").status() != 200);
            assertThat(left.get("/actuator/health/liveness").status()).isEqualTo(200);
            String users = left.get("/api/users").body();
            JsonNode refused = cluster.command("alice", "setup-dht 2 alice");
            assertThat(refused.path("status").asString()).as(refused.toString()).isEqualTo("UNKNOWN");
            assertThat(left.get("/api/users").body()).isEqualTo(users);
            cluster.restartManager("m2");
            cluster.restartManager("m3");
            Awaitility.await("the managers to serve again").atMost(AGREEMENT).until(left::isUp);
            awaitAgreement(cluster, "the return of the majority");
        }
    }
}
