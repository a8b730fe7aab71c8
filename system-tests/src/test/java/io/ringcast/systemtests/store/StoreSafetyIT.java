package io.ringcast.systemtests.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.LoadProcess;
import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.FailingSyncs;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Seed;
import io.ringcast.systemtests.load.LoadSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.JsonNode;

/** Real servers whose stores are incomplete, vanish, or are on a disk that reports errors; and backups of running servers. */
class StoreSafetyIT {
    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final int EXIT_CODE_AFTER_A_FAILURE = 3;

    @TempDir
    Path directory;

    private static Rest.Response reserve(ServerProcess server, SlotName slot, String holder) {
        return server.rest()
                .post(
                        "/api/reservations",
                        Map.of("room", slot.room(), "timeslot", slot.timeslot(), "day", slot.day(), "holder", holder));
    }

    private static final SlotName SLOT = new SlotName("SA412", "8:30-9:30", "Friday");
    private static final SlotName OTHER = new SlotName("SA412", "9:30-10:30", "Friday");

    /** An answer may not come at all: the process ends. */
    private static boolean isReserved(ServerProcess server, SlotName slot) {
        try {
            return reserve(server, slot, "bob").status() == 201;
        } catch (ResourceAccessException e) {
            return false;
        }
    }

    @Test
    void aDatabaseThatWasCopiedAloneFromARunningServerIsRefused() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start("s1");
            assertThat(reserve(cluster.server("s1"), SLOT, "alice").status()).isEqualTo(201);
            Files.createDirectories(cluster.store("s2"));
            Files.copy(
                    cluster.store("s1").resolve("replica.db"),
                    cluster.store("s2").resolve("replica.db"));
            cluster.server("s1").kill();

            ServerProcess copy = cluster.launch("s2");

            assertThat(copy.process().awaitExit(SECONDS)).isNotZero();
            assertThat(copy.output())
                    .contains("Not started.", "is incomplete", "replica.db-wal", "is missing", "POST /api/backup")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aServerWhoseStoreIsRemovedAcknowledgesNothingMoreAndEnds() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start("s1");
            ServerProcess server = cluster.server("s1");
            assertThat(reserve(server, SLOT, "alice").status()).isEqualTo(201);

            delete(cluster.store("s1"));

            Awaitility.await("the server to notice without being asked")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !server.process().isAlive());
            assertThat(server.process().awaitExit(SECONDS)).isEqualTo(EXIT_CODE_AFTER_A_FAILURE);
            assertThat(server.output()).contains("was removed while this server ran");
        }
    }

    @Test
    void aServerWhoseStoreIsRemovedUnderLoadAcknowledgesNothingIntoIt() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start("s1", "s2");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            LoadProcess load = cluster.startLoad("load", 4, 1_000_000, Duration.ofSeconds(30), Seed.next());
            load.awaitMore(100);

            delete(cluster.store("s2"));
            cluster.server("s2").process().awaitExit(SECONDS);
            load.awaitMore(100);

            LoadSummary summary = load.stop();
            assertThat(summary.undecided()).isZero();
            cluster.start("s2"); // With an empty store, which takes the state of the group.
            cluster.awaitSameState(Duration.ofSeconds(15));
            cluster.assertLinearizable(before, List.of(load));
        }
    }

    private static void delete(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void afterAFailedFsyncTheProcessEndsAndTheNextOneHasAllThatWasAcknowledged() throws Exception {
        assumeThat(FailingSyncs.isPossible())
                .as("strace is installed and may trace")
                .isTrue();
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start("s1");
            ServerProcess server = cluster.server("s1");
            assertThat(reserve(server, SLOT, "alice").status()).isEqualTo(201);
            try (FailingSyncs broken = FailingSyncs.of(server.process())) {
                assertThat(broken).isNotNull();
                assertThat(isReserved(server, OTHER)).isFalse();
                assertThat(server.process().awaitExit(SECONDS)).isEqualTo(EXIT_CODE_AFTER_A_FAILURE);
            }
            assertThat(server.output()).contains("cannot be written").contains("disk I/O error");

            cluster.start("s1");
            assertThat(cluster.server("s1").reservations()).containsEntry(SLOT, "alice");
        }
    }

    @Test
    void aBackupOfARunningServerUnderLoadIsTheStoreOfANewGroup() throws Exception {
        ServerProcess.Position before;
        JsonNode backup;
        try (Cluster cluster = Cluster.onLoopback(directory.resolve("old"))
                .with("--reservation.backup.directory=" + directory.resolve("backups"))) {
            cluster.start("s1", "s2");
            LoadProcess load = cluster.startLoad("load", 8, 1_000_000, Duration.ofSeconds(30), Seed.next());
            load.awaitMore(500);
            before = cluster.server("s1").position().orElseThrow();
            Rest.Response answer = cluster.server("s1").rest().post("/api/backup", "");
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            backup = answer.json();
            load.awaitMore(100);
            load.stop();
        }
        assertThat(backup.path("index").asLong()).isGreaterThanOrEqualTo(before.index());

        try (Cluster cluster = Cluster.onLoopback(directory.resolve("new"))) {
            Files.createDirectories(directory.resolve("new"));
            Files.move(Path.of(backup.path("path").asString()), cluster.store("s1"));
            cluster.start("s1");
            assertThat(cluster.server("s1").position())
                    .contains(new ServerProcess.Position(
                            backup.path("index").asLong(), backup.path("digest").asString()));
            JsonNode store = cluster.server("s1").replica().orElseThrow().path("store");
            assertThat(store.path("found").asString()).isEqualTo("EXISTING");
            assertThat(store.path("index")).isEqualTo(backup.path("index"));
            cluster.start("s2", "s3");
            assertThat(cluster.server("s2")
                            .replica()
                            .orElseThrow()
                            .path("store")
                            .path("found")
                            .asString())
                    .isEqualTo("NEW");
            cluster.awaitSameState(Duration.ofSeconds(10));
        }
    }
}
