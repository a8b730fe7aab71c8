package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.Interruptions;
import io.ringcast.systemtests.cluster.LoadProcess;
import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.Figures;
import io.ringcast.systemtests.lab.NeedsNetworks;
import io.ringcast.systemtests.lab.NetworkLab;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Seed;
import io.ringcast.systemtests.load.LoadSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers are killed, paused and started again while clients go on. */
class CrashIT {
    /** No client may wait longer than this, while coordinators are killed and one packet in twenty is lost. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Test
    void clientsNoticeNothingButADelayWhenTheCoordinatorIsKilled() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start("s1", "s2", "s3");
            killCoordinatorAgainAndAgain(cluster, 2, 8);
        }
    }

    @Test
    @Tag("soak")
    void twentyCoordinatorsAreKilledUnderLoad() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start("s1", "s2", "s3");
            killCoordinatorAgainAndAgain(cluster, 20, 8);
        }
    }

    @Test
    @Tag("soak")
    @NeedsNetworks
    void aHundredCoordinatorsAreKilledWhileOnePacketInTwentyIsLost() throws Exception {
        try (NetworkLab network = NetworkLab.of("s1", "s2", "s3", "load");
                Cluster cluster = Cluster.on(network, directory)) {
            cluster.start("s1", "s2", "s3");
            network.loseEverywhere(5);
            killCoordinatorAgainAndAgain(cluster, 100, 4);
        }
    }

    @Test
    void withTwoServersTheOtherGoesOnAlone() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start("s1", "s2");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            LoadProcess load = cluster.startLoad("load", 4, 1_000_000, Duration.ofSeconds(20), Seed.next());
            load.awaitMore(100);

            cluster.coordinator().kill();
            load.awaitMore(200);

            LoadSummary summary = load.stop();
            assertThat(summary.undecided()).isZero();
            assertThat(summary.differing()).isEmpty();
            cluster.assertLinearizable(before, List.of(load));
        }
    }

    @Test
    void aServerThatIsPausedForThreeSecondsIsNotMissed() throws Exception {
        pauseOneOfThree(Duration.ofSeconds(3));
    }

    @Test
    @Tag("soak")
    void aServerThatIsPausedForAMinuteCatchesUp() throws Exception {
        pauseOneOfThree(Duration.ofSeconds(60));
    }

    @Test
    void allServersAreKilledAtOnceAndStartedAgainInAnyOrder() throws Exception {
        killAllAndStartAgain(1);
    }

    @Test
    @Tag("soak")
    void allServersAreKilledAtOnceAndStartedAgainFiftyTimes() throws Exception {
        killAllAndStartAgain(50);
    }

    @Test
    void whatASingleServerAcknowledgedSurvivesItsCrash() throws Exception {
        killRightAfterTheAnswer(2);
    }

    @Test
    @Tag("soak")
    void whatASingleServerAcknowledgedSurvivesAHundredCrashes() throws Exception {
        killRightAfterTheAnswer(100);
    }

    private static void killCoordinatorAgainAndAgain(Cluster cluster, int rounds, int clients) throws Exception {
        Map<SlotName, String> before = cluster.server("s1").reservations();
        Interruptions interruptions = new Interruptions();
        LoadProcess load = cluster.startLoad("load", clients, 10_000_000, Duration.ofSeconds(60), Seed.next());
        for (int round = 1; round <= rounds; round++) {
            load.awaitMore(200);
            ServerProcess coordinator = cluster.coordinator();
            interruptions.fault();
            coordinator.kill();
            load.awaitMore(100);
            // The same host gets a new server; it has what the old one had on its disk.
            cluster.start(coordinator.name());
        }
        load.awaitMore(200);

        LoadSummary summary = load.stop();
        Interruptions.tell("coordinator killed under load", interruptions.in(load.operations()));
        assertThat(summary.undecided()).as("commands without an answer").isZero();
        assertThat(summary.differing()).isEmpty();
        cluster.awaitSameState(Duration.ofSeconds(15));
        cluster.assertLinearizable(before, List.of(load));
        assertThat(Interruptions.median(interruptions.in(load.operations()))).isLessThan(Duration.ofSeconds(2));
        assertThat(Interruptions.longerThan(LONGEST_WAIT, load.operations())).isEmpty();
    }

    private void pauseOneOfThree(Duration pause) throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start("s1", "s2", "s3");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            LoadProcess load = cluster.startLoad("load", 4, 1_000_000, Duration.ofSeconds(20), Seed.next());
            load.awaitMore(100);
            Interruptions interruptions = new Interruptions();
            ServerProcess paused = cluster.running().stream()
                    .filter(server -> !server.equals(cluster.coordinator()))
                    .findFirst()
                    .orElseThrow();

            interruptions.fault();
            paused.process().pause();
            long resumeAt = System.nanoTime() + pause.toNanos();
            while (System.nanoTime() < resumeAt) {
                load.awaitMore(20);
            }
            paused.process().resume();
            long resumed = System.nanoTime();
            load.awaitMore(200);

            LoadSummary summary = load.stop();
            Interruptions.tell("server paused for " + pause, interruptions.in(load.operations()));
            assertThat(summary.undecided()).isZero();
            assertThat(summary.differing()).isEmpty();
            cluster.awaitSameState(Duration.ofSeconds(10));
            Figures.tell("one state after the pause: " + (System.nanoTime() - resumed) / 1_000_000 + " ms");
            cluster.assertLinearizable(before, List.of(load));
        }
    }

    private void killAllAndStartAgain(int rounds) throws Exception {
        Random random = new Random(Seed.next());
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start("s1", "s2", "s3");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            List<LoadProcess> loads = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                LoadProcess load =
                        cluster.startLoad("load" + round, 4, 1_000_000, Duration.ofMillis(1500), random.nextInt(1000));
                loads.add(load);
                load.awaitMore(300);
                cluster.running().parallelStream().forEach(ServerProcess::kill);
                load.stop();

                List<String> order = new ArrayList<>(List.of("s1", "s2", "s3"));
                Collections.shuffle(order, random);
                order.forEach(cluster::launch);
                cluster.awaitActive("s1", "s2", "s3");
                cluster.awaitSameState(Duration.ofSeconds(15));
            }
            cluster.assertLinearizable(before, loads);
        }
    }

    private void killRightAfterTheAnswer(int rounds) throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            for (int round = 1; round <= rounds; round++) {
                cluster.start("s1");
                ServerProcess server = cluster.server("s1");
                String holder = "h" + round;
                Map<String, String> slot =
                        Map.of("room", "SA314", "timeslot", "8:30-9:30", "day", "Monday", "holder", holder);
                assertThat(server.rest()
                                .delete("/api/reservations/SA314/Monday/8:30-9:30")
                                .status())
                        .as("round %d: the reservation of the round before is there", round)
                        .isEqualTo(round == 1 ? 404 : 204);

                Rest.Response answer = server.rest().post("/api/reservations", slot);
                server.kill();

                assertThat(answer.status()).isEqualTo(201);
            }
        }
    }
}
