package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.Rounds;
import io.ringcast.systemtests.lab.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.JsonNode;

/**
 * Any process is killed at any moment of a set-up, leave, join or teardown: the command ends, the ring is the old or the new one with all
 * records, and manager and peers agree.
 */
@Tag("soak")
class CommandCrashIT {
    private static final int PEERS = 6;
    private static final Duration COMMAND = Duration.ofSeconds(60);
    private static final Duration AGREEMENT = Duration.ofSeconds(90);
    private static final String MANAGER = "manager";

    @TempDir
    private Path directory;

    private final Random random = new Random(Seed.next());
    private final Map<String, List<Duration>> took = new TreeMap<>();

    /** A command, and what there was before it. */
    private record Given(String word, String user, String line, List<String> ringBefore) {}

    @Test
    void anyProcessIsKilledAtAnyMomentOfACommandTwoHundredTimes() throws Exception {
        try (DhtCluster cluster = DhtCluster.registering(directory, PEERS)) {
            for (int round = 0; round < Rounds.of(200); round++) {
                round(cluster, round);
            }
        }
        took.forEach(DhtState::tell);
    }

    private void round(DhtCluster cluster, int round) throws InterruptedException {
        Given given = command(cluster);
        long began = System.nanoTime();
        CompletableFuture<String> result = CompletableFuture.supplyAsync(() -> status(cluster, given));
        await(Duration.ofMillis(random.nextInt(200)));
        String victim = victim(cluster, given);
        boolean atOnce = random.nextBoolean();
        kill(cluster, victim);
        if (atOnce) {
            start(cluster, victim);
        }
        String status;
        try {
            status = result.get(COMMAND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError(given + " did not end when " + victim + " was killed", e);
        }
        Duration lasted = DhtState.since(began);
        if (status.equals("NO ANSWER")) {
            assertThat(victim).as(given + " was not answered").isEqualTo(given.user());
        }
        if (!atOnce) {
            start(cluster, victim);
        }
        String what = "round " + round + ": " + given.line() + " ended with " + status + " after " + lasted.toMillis()
                + " ms; killed: " + victim + (victim.equals(given.user()) ? " itself" : "")
                + (atOnce ? ", started again at once" : ", started again afterwards");
        System.out.println(what);
        took.computeIfAbsent(
                        given.word() + " while a process is killed, " + status.split(" ", 2)[0],
                        key -> new ArrayList<>())
                .add(lasted);
        Awaitility.await("manager and peers to agree after " + what)
                .atMost(AGREEMENT)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> agree(cluster));
        expectOldOrNew(cluster, given, status, what);
    }

    /** A command that may be given now: what there is decides. */
    private Given command(DhtCluster cluster) {
        List<String> ring = cluster.ring();
        if (ring.isEmpty()) {
            String user = cluster.nodes().get(random.nextInt(PEERS)).user();
            return new Given("setup-dht", user, "setup-dht " + (4 + random.nextInt(2)) + " " + user, ring);
        }
        int choice = random.nextInt(5);
        if (choice < 2 && ring.size() > 3) {
            String user = ring.get(random.nextInt(ring.size()));
            return new Given("leave-dht", user, "leave-dht " + user, ring);
        }
        List<String> free = cluster.freeUsers();
        if (choice < 4 && !free.isEmpty()) {
            String user = free.get(random.nextInt(free.size()));
            return new Given("join-dht", user, "join-dht " + user, ring);
        }
        String leader = ring.getFirst();
        return new Given("teardown-dht", leader, "teardown-dht " + leader, ring);
    }

    /** Half of the victims are the manager or whose command it is. */
    private String victim(DhtCluster cluster, Given given) {
        return switch (random.nextInt(4)) {
            case 0 -> MANAGER;
            case 1 -> given.user();
            default -> cluster.nodes().get(random.nextInt(PEERS)).user();
        };
    }

    private static void kill(DhtCluster cluster, String victim) {
        if (victim.equals(MANAGER)) {
            cluster.killManager(MANAGER);
        } else {
            cluster.node(victim).process().kill();
        }
    }

    private static void start(DhtCluster cluster, String victim) {
        if (victim.equals(MANAGER)) {
            cluster.restartManager(MANAGER);
        } else {
            cluster.startPeer(victim);
        }
    }

    /** A process that is killed says nothing. */
    private static String status(DhtCluster cluster, Given given) {
        try {
            JsonNode result = cluster.command(given.user(), given.line());
            String status = result.path("status").asString();
            return status.equals("SUCCESS")
                    ? status
                    : status + " " + result.path("reason").asString();
        } catch (ResourceAccessException e) {
            return "NO ANSWER";
        }
    }

    private static void await(Duration duration) {
        long began = System.nanoTime();
        Awaitility.await("the moment")
                .atMost(duration.plusSeconds(1))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> DhtState.since(began).compareTo(duration) >= 0);
    }

    /** There is no ring, or one that is whole, and every peer knows its place in it. */
    private static boolean agree(DhtCluster cluster) {
        JsonNode dht = cluster.manager().get("/api/dht").json();
        String phase = dht.path("phase").asString();
        JsonNode slots = dht.path("slots");
        JsonNode ring = dht.path("ring");
        boolean isQuiet = phase.equals("NONE") || phase.equals("READY");
        if (!isQuiet || ring.size() != slots.size() || !DhtState.areCopiesComplete(dht)) {
            return false;
        }
        Map<String, Integer> places = new TreeMap<>();
        ring.forEach(member ->
                places.put(member.path("user").asString(), member.path("id").asInt()));
        for (PeerProcess node : cluster.nodes()) {
            JsonNode peer = node.rest().get("/api/peer").json();
            Integer place = places.get(node.user());
            boolean isPlaced = place == null
                    ? peer.path("id").isNull()
                    : peer.path("id").asInt(-1) == place
                            && peer.path("n").asInt() == slots.size()
                            && peer.path("ready").asBoolean();
            if (!isPlaced || !peer.path("user").asString("").equals(node.user())) {
                return false;
            }
        }
        return true;
    }

    private static void expectOldOrNew(DhtCluster cluster, Given given, String status, String what) {
        List<String> ring = cluster.ring();
        boolean isMember = ring.contains(given.user());
        boolean isNew = switch (given.word()) {
            case "setup-dht" -> !ring.isEmpty();
            case "leave-dht" -> !isMember;
            case "join-dht" -> isMember;
            default -> ring.isEmpty();
        };
        if (status.equals("SUCCESS")) {
            assertThat(isNew).as(what).isTrue();
        }
        if (status.startsWith("FAILURE")) {
            assertThat(isNew).as(what + "; the ring is " + ring).isFalse();
        }
        if (!isNew) {
            assertThat(ring).as(what).containsExactlyElementsOf(given.ringBefore());
        }
        if (!ring.isEmpty()) {
            cluster.expectTheTablesToBeTheDataset();
            expectFound(cluster, ring);
        }
    }

    /** A member is asked for every tenth country. */
    private static void expectFound(DhtCluster cluster, List<String> ring) {
        var rest = cluster.node(ring.getLast()).rest();
        var countries = cluster.countries().records();
        for (int i = 0; i < countries.size(); i += 10) {
            String name = Countries.nameOf(countries.get(i));
            assertThat(rest.get("/api/records/" + DhtCluster.encoded(name)).status())
                    .as(name)
                    .isEqualTo(200);
        }
    }
}
