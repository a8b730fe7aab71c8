package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.ApiReview;
import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole protocol on a manager and six peers, each a process on loopback. Every test starts and ends without a DHT. */
class DhtTourIT {
    @TempDir
    private static Path directory;

    private static DhtCluster cluster;

    @BeforeAll
    static void start() {
        cluster = DhtCluster.onLoopback(directory, 6);
        cluster.registerAll();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @AfterEach
    void tearDown() {
        List<String> ring = cluster.ring();
        if (!ring.isEmpty()) {
            cluster.succeed(ring.getFirst(), "teardown-dht " + ring.getFirst());
        }
    }

    @Test
    void theLeaderTellsHowManyRecordsEachNodeHolds() {
        for (int ring : List.of(3, 4, 5)) {
            List<String> lines = cluster.succeed("bob", "setup-dht " + ring + " bob");
            List<Long> counts = cluster.countries().counts(ring);
            for (int node = 0; node < ring; node++) {
                assertThat(lines).contains("node " + node + " holds " + counts.get(node) + " records");
            }
            cluster.succeed("bob", "teardown-dht bob");
        }
        assertThat(cluster.countries().counts(3)).containsExactly(83L, 73L, 85L);
        assertThat(cluster.countries().counts(4)).containsExactly(58L, 61L, 67L, 55L);
        assertThat(cluster.countries().counts(5)).containsExactly(48L, 56L, 47L, 52L, 38L);
    }

    @Test
    void arubaLiesAtPosition138OnNode0Of3AndPosition270HoldsFiveRecords() {
        cluster.succeed("carol", "setup-dht 3 carol");

        Rest leader = cluster.node("carol").rest();
        JsonNode aruba = leader.get("/api/records/Aruba").json();
        assertThat(aruba.path("position").asInt()).isEqualTo(138);
        assertThat(aruba.path("node").asInt()).isZero();
        assertThat(aruba.path("record").path("Currency Unit").asString()).isEqualTo("Aruban florin");
        assertThat(leader.get("/api/table/138")
                        .json()
                        .path("chain")
                        .valueStream()
                        .map(record -> record.path("Long Name").asString()))
                .contains("Aruba");
        assertThat(leader.get("/api/table/270").json().path("chain").size()).isEqualTo(5);
        assertThat(cluster.succeed("carol", "table 270")).hasSize(5);
        assertThat(leader.get("/api/table/353").status()).isEqualTo(404);
    }

    @Test
    void membersAndLeadersLeaveUntilOneIsLeftAndEveryCountryIsFoundFromEveryEntryAllTheTime() {
        cluster.succeed("alice", "setup-dht 5 alice");
        everythingIsThere(5);

        leave(2);
        everythingIsThere(4);
        leave(0);
        everythingIsThere(3);
        leave(1);
        everythingIsThere(2);
        leave(0);
        everythingIsThere(1);

        String last = cluster.ring().getFirst();
        assertThat(cluster.command(last, "leave-dht " + last).path("reason").asString())
                .isEqualTo("LAST_MEMBER");
        cluster.succeed(last, "teardown-dht " + last);
        cluster.succeed("dave", "setup-dht 6 dave");
        everythingIsThere(6);
    }

    private static void leave(int node) {
        List<String> ring = cluster.ring();
        String leaver = ring.get(node);
        String right = ring.get((node + 1) % ring.size());
        assertThat(cluster.succeed(leaver, "leave-dht " + leaver).getFirst())
                .isEqualTo("SUCCESS: left; the DHT is rebuilt, and its leader is " + right);
        assertThat(cluster.ring())
                .hasSize(ring.size() - 1)
                .doesNotContain(leaver)
                .startsWith(right);
        JsonNode left = cluster.node(leaver).rest().get("/api/peer").json();
        assertThat(left.path("id").isNull()).isTrue();
        assertThat(left.path("records").asInt()).isZero();
    }

    private static void everythingIsThere(int size) {
        assertThat(cluster.ring()).hasSize(size);
        cluster.expectEveryCountryFromEveryEntry();
        cluster.expectTheTablesToBeTheDataset();
        Rest entry = cluster.node(cluster.ring().getLast()).rest();
        assertThat(entry.get("/api/records/Atlantis").status()).isEqualTo(404);
        assertThat(entry.get("/api/records/Aruba;x").status())
                .as("a name that would be cut off at its semicolon")
                .isEqualTo(400);
        assertThat(entry.get("/api/records/Aruba%3Bx").status()).isEqualTo(404);
    }

    @Test
    void theDescriptionsOfTheApisExplainEverything() {
        assertThat(ApiReview.of(cluster.manager()).shortcomings()).isEmpty();
        assertThat(ApiReview.of(cluster.node("alice").rest()).shortcomings()).isEmpty();
    }

    @Test
    void aFreeUserAsksThroughTheManager() {
        cluster.succeed("alice", "setup-dht 5 alice");
        String free = cluster.freeUser();

        assertThat(cluster.succeed(free, "query-dht " + free + " Republic of Côte d'Ivoire"))
                .hasSize(10);
        assertThat(cluster.succeed(free, "query-dht " + free + " \"People's Republic of Angola\""))
                .contains("Country Code: AGO", "2-Alpha Code: AO");
        assertThat(cluster.succeed(free, "query-dht " + free)).containsExactly("Long Name?");
        assertThat(cluster.succeed(free, "Aruba")).contains("Short Name: Aruba");
        JsonNode missing = cluster.command(free, "query-dht " + free + " Atlantis");
        assertThat(missing.path("status").asString()).isEqualTo("FAILURE");
        assertThat(missing.path("reason").asString()).isEqualTo("NOT_FOUND");
        assertThat(missing.path("lines").path(0).asString()).contains("'Atlantis' is not in the DHT");
    }

    @Test
    void commandsThatAreWrongSayWhatWouldHaveBeenRight() {
        expectFailure("alice", "setup-dht two alice", "BAD_COMMAND");
        expectFailure("alice", "setup-dht 2 bob", "NOT_THIS_PEER");
        expectFailure("alice", "register alice 127.0.0.1 4999", "ALREADY_REGISTERED");
        expectFailure("alice", "dance", "BAD_COMMAND");
        expectFailure("alice", "setup-dht 1 alice", "BAD_RING_SIZE");
        expectFailure("alice", "setup-dht 7 alice", "TOO_FEW_USERS");
        expectFailure("alice", "query-dht alice Aruba", "NO_DHT");
        expectFailure("alice", "leave-dht alice", "NO_DHT");
        expectFailure("alice", "teardown-dht alice", "NO_DHT");
        expectFailure("alice", "deregister zoe", "NOT_REGISTERED");
        cluster.succeed("alice", "setup-dht 3 alice");
        expectFailure("alice", "setup-dht 2 alice", "DHT_EXISTS");
        expectFailure("alice", "query-dht alice Aruba", "NOT_FREE");
        expectFailure("alice", "deregister alice", "NOT_FREE");
        String member = cluster.ring().get(1);
        expectFailure(member, "teardown-dht " + member, "NOT_LEADER");
        String free = cluster.freeUser();
        expectFailure(free, "leave-dht " + free, "NOT_MEMBER");
    }

    private static void expectFailure(String user, String line, String reason) {
        JsonNode result = cluster.command(user, line);
        assertThat(result.path("status").asString()).as(line).isEqualTo("FAILURE");
        assertThat(result.path("reason").asString()).as(line).isEqualTo(reason);
        assertThat(result.path("lines").path(0).asString()).isNotBlank();
    }

    @Test
    void aPeerWhoseCommandsComeFromAPipeDoesTheSameAndEndsWhenItIsDeregistered() {
        try (JavaProcess piped = cluster.startPiped("mallory")) {
            int port = Ports.freeUdpPair();
            piped.type("register mallory 127.0.0.1 " + port);
            piped.type("setup-dht 4 mallory");
            piped.type("status");
            piped.type("leave-dht mallory");
            piped.type("query-dht mallory");
            piped.type("Aruba");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> piped.output().contains("path: "));
            assertThat(piped.output())
                    .contains("SUCCESS: mallory at 127.0.0.1 [" + port + "] is registered")
                    .contains("node 3 holds 55 records")
                    .contains("node: 0 of 4")
                    .contains("SUCCESS: left; the DHT is rebuilt")
                    .contains("node 2 holds 85 records")
                    .contains("Currency Unit: Aruban florin");

            piped.type("deregister mallory");

            assertThat(piped.awaitExit(Duration.ofSeconds(30))).isZero();
            assertThat(piped.output()).contains("SUCCESS: mallory is deregistered");
        }
    }

    @Test
    void everyMessageLeavesALineThatCanBeFollowed() {
        cluster.succeed("alice", "setup-dht 2 alice");

        List<String> types = cluster.node("alice")
                .rest()
                .get("/api/trace?limit=200")
                .json()
                .valueStream()
                .map(entry -> entry.path("direction").asString() + " "
                        + entry.path("type").asString())
                .toList();
        assertThat(types)
                .contains(
                        "out setup-dht",
                        "in success",
                        "out set-id",
                        "in done",
                        "out frame",
                        "in ack",
                        "out dht-complete");
    }
}
