package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.Interruptions;
import io.ringcast.systemtests.cluster.LoadProcess;
import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.EarlierRelease;
import io.ringcast.systemtests.lab.Seed;
import io.ringcast.systemtests.load.LoadSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of this build in one group with servers of the release before it, and on their stores. */
class UpgradeIT {
    private static final String MAJORITY = "--reservation.min-members=2";
    private static final String SECRET = "--ringcast.secret=correct horse battery";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Test
    @Tag("soak")
    void anOpenGroupIsUpgradedOneServerAtATimeUnderLoad() throws Exception {
        upgradeUnderLoad(MAJORITY);
    }

    @Test
    void aGroupWithASecretIsUpgradedOneServerAtATimeUnderLoad() throws Exception {
        upgradeUnderLoad(MAJORITY, SECRET);
    }

    @Test
    void aServerTakesOverTheStoreThatAKilledServerOfTheEarlierReleaseLeft() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory).withRelease(EarlierRelease.V0_1_0, "s1")) {
            cluster.start("s1");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            LoadProcess load = cluster.startLoad("load", 4, 1_000_000, Duration.ofSeconds(20), Seed.next());
            load.awaitMore(400);
            load.stop();
            Map<SlotName, String> acknowledged = cluster.server("s1").reservations();
            ServerProcess.Position position = cluster.server("s1").position().orElseThrow();
            cluster.server("s1").kill();

            cluster.withThisBuild("s1").start("s1");

            assertThat(acknowledged).isNotEqualTo(before);
            assertThat(cluster.server("s1").reservations()).isEqualTo(acknowledged);
            assertThat(cluster.server("s1").position()).contains(position);
            cluster.assertLinearizable(before, List.of(load));
        }
    }

    /** In each mixture of the two releases the coordinator is killed once, so that both kinds take over from both. */
    private void upgradeUnderLoad(String... settings) throws Exception {
        try (Cluster cluster =
                Cluster.onLoopback(directory).with(settings).withRelease(EarlierRelease.V0_1_0, "s1", "s2", "s3")) {
            cluster.start("s1", "s2", "s3");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            Interruptions interruptions = new Interruptions();
            LoadProcess load = cluster.startLoad("load", 6, 10_000_000, Duration.ofSeconds(30), Seed.next());
            load.awaitMore(200);

            upgrade(cluster, "s1", load, interruptions);
            killCoordinator(cluster, load, interruptions);
            upgrade(cluster, "s2", load, interruptions);
            killCoordinator(cluster, load, interruptions);
            upgrade(cluster, "s3", load, interruptions);
            killCoordinator(cluster, load, interruptions);

            LoadSummary summary = load.stop();
            Interruptions.tell("rolling upgrade under load", interruptions.in(load.operations()));
            assertThat(summary.undecided()).as("commands without an answer").isZero();
            assertThat(summary.differing()).isEmpty();
            cluster.awaitSameState(Duration.ofSeconds(15));
            cluster.assertLinearizable(before, List.of(load));
            assertThat(Interruptions.longerThan(LONGEST_WAIT, load.operations()))
                    .isEmpty();
        }
    }

    private static void upgrade(Cluster cluster, String name, LoadProcess load, Interruptions interruptions) {
        interruptions.fault();
        cluster.server(name).stop();
        load.awaitMore(50);
        cluster.withThisBuild(name).start(name);
        load.awaitMore(100);
    }

    /** Starts the server again with its own release. */
    private static void killCoordinator(Cluster cluster, LoadProcess load, Interruptions interruptions) {
        ServerProcess coordinator = cluster.coordinator();
        interruptions.fault();
        coordinator.kill();
        load.awaitMore(100);
        cluster.start(coordinator.name());
        load.awaitMore(100);
    }
}
