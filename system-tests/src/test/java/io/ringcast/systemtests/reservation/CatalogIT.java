package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.Interruptions;
import io.ringcast.systemtests.cluster.LoadProcess;
import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.EarlierRelease;
import io.ringcast.systemtests.lab.Figures;
import io.ringcast.systemtests.lab.NeedsNetworks;
import io.ringcast.systemtests.lab.NetworkLab;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Seed;
import io.ringcast.systemtests.load.LoadSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The catalog of a running group changes: under load, while coordinators die, on both sides of a partition, and in an upgrade. */
class CatalogIT {
    private static final String OWN =
            "{\"room\":\"%s\",\"timeslot\":\"8:30-9:30\",\"day\":\"Monday\",\"holder\":\"test\"}";
    private static final Set<Integer> DONE = Set.of(200, 201, 204);

    @TempDir
    Path directory;

    @Test
    void roomsAreAddedRenamedAndRetiredUnderLoadWhileTheCoordinatorIsKilledEachTime() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory).with("--reservation.servers=3")) {
            List.of("s1", "s2", "s3").forEach(cluster::launch);
            cluster.awaitActive("s1", "s2", "s3");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            Interruptions interruptions = new Interruptions();
            LoadProcess load = cluster.startLoad("load", 6, 10_000_000, Duration.ofSeconds(30), Seed.next());
            load.awaitMore(200);

            changeAndKill(
                    cluster,
                    load,
                    interruptions,
                    rest -> rest.post("/api/catalog/rooms", "{\"name\":\"X1\",\"after\":\"\"}"));
            assertThat(cluster.follower()
                            .rest()
                            .post("/api/reservations", OWN.formatted("X1"))
                            .status())
                    .isEqualTo(201);
            changeAndKill(
                    cluster,
                    load,
                    interruptions,
                    rest -> rest.post("/api/catalog/timeslots", "{\"name\":\"7:30-8:30\",\"after\":\"\"}"));
            changeAndKill(
                    cluster,
                    load,
                    interruptions,
                    rest -> rest.patch("/api/catalog/rooms/X1", "{\"name\":\"X2\",\"after\":\"ME4494\"}"));
            assertThat(cluster.follower()
                            .rest()
                            .get("/api/reservations?room=X2")
                            .body())
                    .contains("\"holder\":\"test\"");
            cluster.start("s4");
            assertThat(catalog(cluster.server("s4"))).as("a joiner has it").isEqualTo(catalog(cluster.follower()));
            assertThat(cluster.server("s4").output()).contains("POST /api/catalog/import");
            cluster.server("s4").stop();
            changeAndKill(
                    cluster, load, interruptions, rest -> rest.delete("/api/catalog/rooms/X2?reservations=delete"));
            changeAndKill(cluster, load, interruptions, rest -> rest.delete("/api/catalog/timeslots/7:30-8:30"));

            LoadSummary summary = load.stop();
            Interruptions.tell("the catalog changes and its coordinator dies", interruptions.in(load.operations()));
            assertThat(summary.undecided()).as("commands without an answer").isZero();
            assertThat(summary.differing()).isEmpty();
            cluster.awaitSameState(Duration.ofSeconds(15));
            cluster.assertLinearizable(before, List.of(load));
            JsonNode now = catalog(cluster.server("s1"));
            assertThat(now.path("rooms").toString()).doesNotContain("X1", "X2");
            assertThat(now.path("timeslots").toString()).doesNotContain("7:30-8:30");
        }
    }

    /** A follower is asked, and the coordinator is killed meanwhile; if the outcome is unknown then, it is looked up. */
    private static void changeAndKill(
            Cluster cluster, LoadProcess load, Interruptions interruptions, Function<Rest, Rest.Response> change)
            throws Exception {
        ServerProcess coordinator = cluster.coordinator();
        ServerProcess asked = cluster.follower();
        CompletableFuture<Rest.Response> answer = CompletableFuture.supplyAsync(() -> change.apply(asked.rest()));
        interruptions.fault();
        coordinator.kill();
        Rest.Response response = answer.get(60, TimeUnit.SECONDS);
        if (response.status() == 504) {
            String lookUp = response.json().path("lookUp").asString();
            Awaitility.await("the change to be made, or known not to be")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !asked.rest().get(lookUp).json().isEmpty());
            assertThat(asked.rest().get(lookUp).json().get(0).path("status").asString())
                    .isEqualTo("OK");
        } else {
            assertThat(response.status()).as("%s", response).isIn(DONE);
        }
        load.awaitMore(100);
        cluster.start(coordinator.name());
        assertThat(catalog(cluster.server(coordinator.name())))
                .as("a restarted server has it")
                .isEqualTo(catalog(asked));
        load.awaitMore(50);
    }

    private static JsonNode catalog(ServerProcess server) {
        return server.rest().get("/api/catalog").json();
    }

    @Test
    @NeedsNetworks
    void catalogsThatDifferOnBothSidesOfAPartitionBecomeOneAndConflictsAreTold() throws Exception {
        try (NetworkLab network = NetworkLab.of("s1", "s2", "s3");
                Cluster cluster = Cluster.on(network, directory)) {
            cluster.start("s1", "s2", "s3");
            assertDone(cluster.server("s1").rest().post("/api/catalog/rooms", "{\"name\":\"X1\"}"));
            network.partition(List.of(network.host("s1")), List.of(network.host("s2"), network.host("s3")));
            Rest one = cluster.server("s1").rest();
            Rest two = cluster.server("s2").rest();
            Awaitility.await("both sides to notice")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> membersSeenBy(cluster, "s1") == 1 && membersSeenBy(cluster, "s2") == 2);

            assertDone(one.patch("/api/catalog/rooms/X1", "{\"name\":\"X2\"}"));
            assertDone(one.post("/api/catalog/rooms", "{\"name\":\"Y1\"}"));
            assertDone(one.post("/api/reservations", OWN.formatted("Y1")));
            assertDone(one.delete("/api/catalog/rooms/SA314?reservations=delete"));
            assertDone(two.patch("/api/catalog/rooms/X1", "{\"name\":\"X3\"}"));
            assertDone(two.post("/api/catalog/days", "{\"name\":\"2026-11-30\"}"));
            assertDone(two.post("/api/reservations", OWN.formatted("X3")));
            assertDone(two.post(
                    "/api/reservations", OWN.replace("Monday", "2026-11-30").formatted("SA314")));

            network.heal();
            long healed = System.nanoTime();
            cluster.awaitSameState(Duration.ofSeconds(60));
            Figures.tell("two catalogs became one in " + (System.nanoTime() - healed) / 1_000_000 + " ms: "
                    + catalog(cluster.server("s1")));

            JsonNode catalog = catalog(cluster.server("s1"));
            for (String name : List.of("s2", "s3")) {
                assertThat(catalog(cluster.server(name))).isEqualTo(catalog);
            }
            String rooms = catalog.path("rooms").toString();
            assertThat(rooms).contains("Y1").doesNotContain("X1");
            assertThat(catalog.path("days").toString()).contains("2026-11-30");
            assertThat(rooms.contains("X2")).as("one of two names: %s", rooms).isNotEqualTo(rooms.contains("X3"));
            JsonNode replica = cluster.server("s3").replica().orElseThrow();
            assertThat(replica.path("conflicts").toString()).contains("CATALOG_CHANGED");
            // Which side goes on is decided by its epoch; a reservation that was made on the other is there or told.
            assertThat(one.get("/api/reservations?holder=test").body() + replica.path("conflicts"))
                    .contains("Y1")
                    .containsAnyOf("X2", "X3")
                    .contains("SA314");
        }
    }

    private static int membersSeenBy(Cluster cluster, String name) {
        return cluster.server(name).replica().map(r -> r.path("members").size()).orElse(0);
    }

    private static void assertDone(Rest.Response response) {
        assertThat(response.status()).as("%s", response).isIn(DONE);
    }

    @Test
    @Tag("soak")
    void theCatalogChangesOnlyWhenTheLastServerIsUpgraded() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)
                .with("--reservation.min-members=2")
                .withRelease(EarlierRelease.V0_1_0, "s1", "s2", "s3")) {
            List.of("s1", "s2", "s3").forEach(cluster::launch);
            cluster.awaitActive("s1", "s2", "s3");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            for (String name : List.of("s2", "s3")) {
                cluster.server(name).stop();
                cluster.withThisBuild(name).start(name);
            }
            Rest.Response refused = cluster.server("s2").rest().post("/api/catalog/rooms", "{\"name\":\"X1\"}");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("upgrade all of them first");
            cluster.awaitSameState(Duration.ofSeconds(15));

            cluster.server("s1").stop();
            cluster.withThisBuild("s1").start("s1");
            assertDone(cluster.server("s1").rest().post("/api/catalog/rooms", "{\"name\":\"X1\"}"));
            cluster.awaitSameState(Duration.ofSeconds(15));
            assertThat(cluster.server("s2").rest().get("/api/rooms").body()).contains("X1");
            assertThat(cluster.server("s2").reservations()).isEqualTo(before);
        }
    }
}
