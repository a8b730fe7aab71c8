package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.systemtests.lab.Figures;
import io.ringcast.systemtests.lab.Rounds;
import io.ringcast.systemtests.lab.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Members of a ring fail, with real processes, while a free peer queries without pause: the promises D1 to D3. Nobody types
 * anything: a peer that is started again registers by itself.
 */
class DhtHealingIT {
    private static final int ASKERS = 6;
    /** The goal, with something for a machine that is busy with other tests. */
    private static final Duration FOUND_MAX = Duration.ofSeconds(6);
    /** Members look whether their dataset has lost records twice a minute. */
    private static final Duration LOADED_MAX = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void everyMemberIsKilledInTurnAndAllRecordsAreFoundAgainWithinSeconds() {
        kill(1, 5);
    }

    @Test
    @Tag("soak")
    void membersAreKilledAHundredTimes() {
        kill(1, Rounds.of(100));
    }

    @Test
    void twoNeighboursAreKilledAtOnceAndNothingIsLost() {
        kill(2, 1);
    }

    @Test
    @Tag("soak")
    void twoNeighboursAreKilledAtOnceFiftyTimes() {
        kill(2, Rounds.of(50));
    }

    @Test
    @Tag("soak")
    void inEveryOtherOverlayMembersAreKilledTwentyTimes() {
        killInEachOverlay(1, Rounds.of(20));
    }

    @Test
    @Tag("soak")
    void inEveryOtherOverlayTwoNeighboursAreKilledAtOnceTenTimes() {
        killInEachOverlay(2, Rounds.of(10));
    }

    private void killInEachOverlay(int neighbours, int rounds) {
        try (DhtCluster cluster = DhtCluster.registering(directory, HealingRounds.PEERS)) {
            for (Overlay overlay : Overlay.values()) {
                if (overlay != Overlay.RING) {
                    HealingRounds healing = new HealingRounds(cluster, ASKERS, overlay)
                            .run(HealingRounds.killed(cluster), neighbours, rounds)
                            .tell(overlay.word() + ", "
                                    + (neighbours == 1
                                            ? "a member killed"
                                            : neighbours + " neighbours killed at once"));
                    healing.expectFoundWithin(FOUND_MAX);
                    healing.tearDown();
                }
            }
        }
    }

    /** So many neighbours at once, in turn, and each time they are started again. */
    private void kill(int neighbours, int rounds) {
        try (DhtCluster cluster = DhtCluster.registering(directory, HealingRounds.PEERS)) {
            new HealingRounds(cluster, ASKERS)
                    .run(HealingRounds.killed(cluster), neighbours, rounds)
                    .tell(neighbours == 1 ? "a member killed" : neighbours + " neighbours killed at once")
                    .expectFoundWithin(FOUND_MAX);
        }
    }

    @Test
    @Tag("soak")
    void membersArePausedForTenSecondsAHundredTimes() {
        try (DhtCluster cluster = DhtCluster.registering(directory, HealingRounds.PEERS)) {
            var paused = new HealingRounds.Fault(
                    victim -> cluster.node(victim).process().pause(),
                    victim -> cluster.node(victim).process().resume(),
                    Duration.ofSeconds(10));
            new HealingRounds(cluster, ASKERS)
                    .run(paused, 1, Rounds.of(100))
                    .tell("a member paused for 10 s")
                    .expectFoundWithin(FOUND_MAX);
        }
    }

    @Test
    @Tag("soak")
    void membersThatAreStartedAgainAtOnceTakeTheirSeatsFiftyTimes() {
        try (DhtCluster cluster = DhtCluster.registering(directory, HealingRounds.PEERS)) {
            new HealingRounds(cluster, ASKERS)
                    .restart(Rounds.of(50))
                    .tell("a member killed and started again at once")
                    .expectFoundWithin(FOUND_MAX.multipliedBy(2));
        }
    }

    /** A slot is lost. While no member's file has its records queries are refused, and afterwards they are loaded again. */
    @Test
    @Tag("soak")
    void threeNeighboursAreKilledAtOnceAndTheirSlotIsLoadedAgainFromAFile() throws IOException {
        Path dataset = Files.copy(Services.data().resolve("StatsCountry.csv"), directory.resolve("dataset.csv"));
        Path elsewhere = directory.resolve("elsewhere.csv");
        List<Duration> withFile = new ArrayList<>();
        List<Duration> withoutFile = new ArrayList<>();
        List<Duration> afterReturn = new ArrayList<>();
        try (DhtCluster cluster = DhtCluster.registering(directory, dataset, HealingRounds.PEERS, List.of())) {
            cluster.succeed("alice", "setup-dht 5 alice");
            List<String> ring = cluster.ring();
            for (int round = 0; round < Rounds.of(10); round++) {
                boolean present = round % 2 == 0;
                if (!present) {
                    Files.move(dataset, elsewhere);
                }
                int told = timesLost(cluster);
                List<String> victims =
                        List.of(ring.get(round % 5), ring.get((round + 1) % 5), ring.get((round + 2) % 5));
                victims.forEach(victim -> cluster.node(victim).process().kill());
                long killed = System.nanoTime();
                Awaitility.await("the manager says that a slot is lost")
                        .atMost(FOUND_MAX)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> timesLost(cluster) > told);
                if (!present) {
                    withoutFile.add(DhtState.since(killed));
                    expectRefused(cluster, round % 5);
                    Files.move(elsewhere, dataset);
                }
                long there = System.nanoTime();
                Awaitility.await("the slot is loaded again")
                        .atMost(LOADED_MAX)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> DhtState.lostSlots(cluster).isEmpty());
                (present ? withFile : afterReturn).add(DhtState.since(present ? killed : there));
                victims.forEach(cluster::startPeer);
                DhtState.awaitRestored("the ring is whole", cluster, 5);
                assertThat(cluster.ring()).containsExactlyElementsOf(ring);
                cluster.expectTheTablesToBeTheDataset();
            }
        }
        DhtState.tell("3 neighbours killed at once, until a member had loaded their slot again", withFile);
        DhtState.tell("3 neighbours killed at once, without a file, until that was told", withoutFile);
        DhtState.tell("from the return of the file until the slot was loaded again", afterReturn);
    }

    private static int timesLost(DhtCluster cluster) {
        return cluster.managerProcess("manager").output().split("nobody has the records of slots", -1).length;
    }

    /** What belongs to a lost slot is refused, and everything else is found, whoever asks. */
    private static void expectRefused(DhtCluster cluster, int lost) {
        assertThat(DhtState.lostSlots(cluster)).containsExactly(lost);
        assertThat(cluster.manager().get("/actuator/health").body()).contains("\"lostSlots\":[" + lost + "]");
        String free = cluster.freeUsers().stream()
                .filter(user -> cluster.node(user).process().isAlive())
                .findFirst()
                .orElseThrow();
        int refused = 0;
        for (var country : cluster.countries().records()) {
            String name = Countries.nameOf(country);
            JsonNode result = cluster.command(free, "query-dht " + free + " " + name);
            boolean isLost = Countries.positionOf(name) % 5 == lost;
            assertThat(result.path("status").asString())
                    .as(name + ": " + result)
                    .isEqualTo(isLost ? "FAILURE" : "SUCCESS");
            if (isLost) {
                assertThat(result.path("reason").asString()).isEqualTo("SLOT_LOST");
                refused++;
            }
        }
        Figures.tell("a slot lost: " + refused + " records refused with SLOT_LOST, and all others found");
    }
}
