package io.ringcast.systemtests.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.LoadProcess;
import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.MetricsPage;
import io.ringcast.systemtests.lab.Seed;
import io.ringcast.systemtests.lab.Services;
import io.ringcast.systemtests.lab.SmallDisk;
import io.ringcast.systemtests.load.LoadSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Full disks, disks with other files, and a server with other data files. */
class StorageFaultIT {
    @TempDir
    Path directory;

    @Test
    void aServerWhoseDiskIsFullDoesNotKeepTheOthersFromServing() throws Exception {
        assumeThat(SmallDisk.isPossible(directory.resolve("probe")))
                .as("mounting needs root")
                .isTrue();
        try (Cluster cluster = Cluster.onLoopback(directory);
                SmallDisk disk = SmallDisk.at(cluster.store("s3"), 8)) {
            cluster.start("s1", "s2", "s3");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            LoadProcess load = cluster.startLoad("load", 4, 1_000_000, Duration.ofSeconds(30), Seed.next());
            load.awaitMore(100);

            disk.fill();
            ServerProcess full = cluster.server("s3");
            Awaitility.await("the server with the full disk to leave or to say so")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !full.process().isAlive() || !full.rest().isUp());
            load.awaitMore(200);

            LoadSummary summary = load.stop();
            assertThat(summary.undecided()).isZero();
            assertThat(summary.differing()).isEmpty();
            full.kill();
            disk.free();
            cluster.start("s3");
            cluster.awaitSameState(Duration.ofSeconds(15));
            cluster.assertLinearizable(before, List.of(load));
        }
    }

    @Test
    void aServerWhoseDiskStaysFullDoesNotChangeTheViewAgainAndAgainAndComesBackByItself() throws Exception {
        assumeThat(SmallDisk.isPossible(directory.resolve("probe")))
                .as("mounting needs root")
                .isTrue();
        try (Cluster cluster = Cluster.onLoopback(directory);
                SmallDisk disk = SmallDisk.at(cluster.store("s2"), 8)) {
            cluster.start("s1", "s2");
            LoadProcess load = cluster.startLoad("load", 4, 1_000_000, Duration.ofSeconds(30), Seed.next());
            load.awaitMore(100);
            disk.fill();
            ServerProcess full = cluster.server("s2");
            Awaitility.await("the server with the full disk to leave")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !full.rest().isUp());
            assertThat(full.rest().get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(full.rest().get("/actuator/health/readiness").status()).isEqualTo(503);
            ServerProcess other = cluster.server("s1");
            Awaitility.await("the other to be alone")
                    .until(() -> other.replica().orElseThrow().path("members").size() == 1);
            double views = views(other);

            Awaitility.await("two attempts to come back")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> full.output().split("starts again in").length > 2);

            assertThat(views(other)).as("views at the other server").isEqualTo(views);
            assertThat(load.stop().undecided()).isZero();
            disk.free();
            cluster.awaitActive("s2");
            cluster.awaitSameState(Duration.ofSeconds(15));
        }
    }

    private static double views(ServerProcess server) {
        return MetricsPage.of(server.rest()).sum("ringcast_replica_views_total");
    }

    @Test
    void aServerWhoseDiskIsReadOnlySaysSoAndTheOthersGoOn() throws Exception {
        assumeThat(SmallDisk.isPossible(directory.resolve("probe")))
                .as("mounting needs root")
                .isTrue();
        try (Cluster cluster = Cluster.onLoopback(directory);
                SmallDisk disk = SmallDisk.at(cluster.store("s2"), 8)) {
            cluster.start("s1", "s2");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            LoadProcess load = cluster.startLoad("load", 4, 1_000_000, Duration.ofSeconds(30), Seed.next());
            load.awaitMore(100);

            cluster.server("s2").kill();
            disk.makeReadOnly();
            ServerProcess readOnly = cluster.launch("s2");

            assertThat(readOnly.process().awaitExit(Duration.ofSeconds(60))).isNotZero();
            assertThat(readOnly.process().output())
                    .contains(cluster.store("s2").toString())
                    .containsIgnoringCase("read-only")
                    .doesNotContain("\tat ");
            load.awaitMore(200);
            LoadSummary summary = load.stop();
            assertThat(summary.undecided()).isZero();
            cluster.assertLinearizable(before, List.of(load));
        }
    }

    @Test
    void aServerWithOtherFilesAdoptsTheCatalogOfTheGroupAndSaysSo() throws Exception {
        Path otherData = Files.createDirectory(directory.resolve("other-data"));
        for (String file : List.of("timeslots.txt", "days.txt", "reservations.txt")) {
            Files.copy(Services.data().resolve(file), otherData.resolve(file));
        }
        Files.writeString(otherData.resolve("rooms.txt"), "ME4494\nX1\n");
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start("s1");
            Set<SlotName> reserved = cluster.server("s1").reservations().keySet();

            cluster.withData(otherData).start("s2");

            ServerProcess joiner = cluster.server("s2");
            JsonNode replica = joiner.replica().orElseThrow();
            assertThat(replica.path("catalogDiffers").asBoolean()).isTrue();
            assertThat(joiner.process().output()).containsPattern("WARN .* the catalog of this server.s files");
            assertThat(joiner.rest().get("/api/rooms").body()).contains("SA314").doesNotContain("X1");
            assertThat(joiner.reservations().keySet()).isEqualTo(reserved);
            cluster.awaitSameState(Duration.ofSeconds(10));
        }
    }

    @Test
    void aSecondServerOnTheSameStoreIsRefused() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start("s1");

            ServerProcess second = cluster.launch("s2", "--reservation.store=" + cluster.store("s1"));

            assertThat(second.process().awaitExit(Duration.ofSeconds(60))).isNotZero();
            assertThat(second.process().output())
                    .contains(cluster.store("s1").toString())
                    .doesNotContain("\tat ");
            assertThat(cluster.server("s1").isInState("ACTIVE")).isTrue();
        }
    }

    @Test
    void aFileThatIsNoStoreIsRefusedAndLeftAsItIs() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            Path file = Files.createDirectories(cluster.store("s1")).resolve("replica.db");
            String precious = "something precious, and certainly no database";
            Files.writeString(file, precious);

            ServerProcess server = cluster.launch("s1");

            assertThat(server.process().awaitExit(Duration.ofSeconds(60))).isNotZero();
            assertThat(server.process().output()).contains(file.toString()).doesNotContain("\tat ");
            assertThat(file).hasContent(precious);
        }
    }
}
