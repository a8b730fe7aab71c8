package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.Figures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Members of a ring are killed, with real processes, while a free peer queries without pause: the promises D1 to D3. Nobody types
 * anything: a peer that is started again registers by itself.
 */
class DhtHealingIT {
    private static final int PEERS = 6;
    private static final int RING = 5;
    private static final Duration WHOLE = Duration.ofSeconds(60);
    /** The goal, with something for a machine that is busy with other tests. */
    private static final Duration FOUND_MAX = Duration.ofSeconds(6);

    @TempDir
    private Path directory;

    @Test
    void everyMemberIsKilledInTurnAndAllRecordsAreFoundAgainWithinSeconds() {
        kill(1, RING);
    }

    @Test
    @Tag("soak")
    void membersAreKilledAHundredTimes() {
        kill(1, 100);
    }

    @Test
    void twoNeighboursAreKilledAtOnceAndNothingIsLost() {
        kill(2, 1);
    }

    @Test
    @Tag("soak")
    void twoNeighboursAreKilledAtOnceFiftyTimes() {
        kill(2, 50);
    }

    /** So many neighbours at once, in turn, and each time they are started again. */
    private void kill(int neighbours, int rounds) {
        List<Duration> found = new ArrayList<>();
        List<Duration> restored = new ArrayList<>();
        List<Duration> whole = new ArrayList<>();
        try (DhtCluster cluster = DhtCluster.registering(directory, PEERS)) {
            cluster.succeed("alice", "setup-dht " + RING + " alice");
            List<String> ring = cluster.ring();
            try (UnceasingQueries queries = new UnceasingQueries(cluster, cluster.freeUser())) {
                queries.mark();
                queries.untilAllAreFound();
                for (int round = 0; round < rounds; round++) {
                    List<String> victims = new ArrayList<>();
                    for (int i = 0; i < neighbours; i++) {
                        victims.add(ring.get((round + i) % RING));
                    }
                    victims.forEach(victim -> cluster.node(victim).process().kill());
                    queries.mark();
                    long killed = System.nanoTime();
                    found.add(queries.untilAllAreFound());
                    await("copies are restored", cluster, RING - neighbours);
                    restored.add(since(killed));
                    long started = System.nanoTime();
                    victims.forEach(cluster::startPeer);
                    await("the ring is whole", cluster, RING);
                    whole.add(since(started));
                    assertThat(cluster.ring()).containsExactlyElementsOf(ring);
                    assertThat(queries.wrong()).isEmpty();
                }
                assertThat(queries.wrong()).isEmpty();
                Figures.tell(queries.figures());
            }
            cluster.expectTheTablesToBeTheDataset();
        }
        String what = neighbours == 1 ? "a member killed" : neighbours + " neighbours killed at once";
        tell(what + ", until all records were found again", found);
        tell(what + ", until all copies were restored", restored);
        tell(what + ", from the start of the process until it had its seat and its copies", whole);
        assertThat(found).allMatch(each -> each.compareTo(FOUND_MAX) < 0);
    }

    /** As many members as that, and every holder has its copies. */
    private static void await(String what, DhtCluster cluster, int members) {
        Awaitility.await(what)
                .atMost(WHOLE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> isRestored(cluster.manager().get("/api/dht").json(), members));
    }

    private static boolean isRestored(JsonNode dht, int members) {
        boolean complete = dht.path("slots")
                .valueStream()
                .allMatch(slot -> names(slot.path("complete")).containsAll(names(slot.path("holders"))));
        return complete
                && dht.path("phase").asString().equals("READY")
                && dht.path("ring").size() == members;
    }

    private static Set<String> names(JsonNode users) {
        Set<String> names = new HashSet<>();
        users.forEach(user -> names.add(user.asString()));
        return names;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static void tell(String what, List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        Figures.tell(String.format(
                Locale.ROOT,
                "%s: %d times, median %d ms, worst %d ms",
                what,
                sorted.size(),
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.getLast().toMillis()));
    }
}
