package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.NeedsNetworks;
import io.ringcast.systemtests.lab.NetworkLab;
import io.ringcast.systemtests.lab.Rest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The DHT across hosts, each with an address of its own, over a network that can be made to lose packets. */
@NeedsNetworks
class DhtNetworkIT {
    private static final int LOSS_PERCENT = 20;

    @TempDir
    private Path directory;

    @Test
    void acrossFourHostsADhtIsBuiltLeftAndBuiltAgain() {
        tour(4);
    }

    @Test
    @Tag("soak")
    void theFullTourAcrossFourHosts() {
        tour(6);
    }

    private void tour(int peers) {
        try (NetworkLab lab = NetworkLab.of("h1", "h2", "h3", "h4");
                DhtCluster cluster = DhtCluster.on(
                        Stream.of("h1", "h2", "h3", "h4").map(lab::host).toList(), directory, peers)) {
            cluster.registerAll();
            int size = peers - 1;
            cluster.succeed("alice", "setup-dht " + size + " alice");
            assertThat(cluster.manager()
                            .get("/api/dht")
                            .json()
                            .path("ring")
                            .valueStream()
                            .map(member -> member.path("address").asString())
                            .distinct())
                    .hasSizeGreaterThan(2);
            everythingIsThere(cluster, size);
            leave(cluster, 1);
            everythingIsThere(cluster, size - 1);
            while (cluster.ring().size() > 1) {
                leave(cluster, 0);
            }
            everythingIsThere(cluster, 1);
            String last = cluster.ring().getFirst();
            cluster.succeed(last, "teardown-dht " + last);
            cluster.succeed("bob", "setup-dht " + peers + " bob");
            everythingIsThere(cluster, peers);
            cluster.succeed("bob", "teardown-dht bob");
            cluster.succeed("bob", "deregister bob");
            assertThat(cluster.node("bob").process().awaitExit(Duration.ofSeconds(30)))
                    .isZero();
        }
    }

    private static void leave(DhtCluster cluster, int node) {
        String leaver = cluster.ring().get(node);
        cluster.succeed(leaver, "leave-dht " + leaver);
        assertThat(cluster.ring()).doesNotContain(leaver);
    }

    private static void everythingIsThere(DhtCluster cluster, int size) {
        assertThat(cluster.ring()).hasSize(size);
        cluster.expectEveryCountryFromEveryEntry();
        cluster.expectTheTablesToBeTheDataset();
    }

    @Test
    void whenAFifthOfAllPacketsIsLostNoRecordIs() {
        underLoss(4, 4, 5);
    }

    @Test
    @Tag("soak")
    void aHundredSetUpsOfNineNodesWhenAFifthOfAllPacketsIsLost() {
        underLoss(9, 9, 100);
    }

    private void underLoss(int peers, int ring, int setUps) {
        try (NetworkLab lab = NetworkLab.of("h1", "h2", "h3");
                DhtCluster cluster =
                        DhtCluster.on(Stream.of("h1", "h2", "h3").map(lab::host).toList(), directory, peers)) {
            cluster.registerAll();
            lab.loseEverywhere(LOSS_PERCENT);
            for (int i = 0; i < setUps; i++) {
                List<String> lines = cluster.succeed("alice", "setup-dht " + ring + " alice");
                assertThat(lines).contains("total 241 records");
                cluster.expectTheTablesToBeTheDataset();
                cluster.succeed("alice", "teardown-dht alice");
            }
            cluster.succeed("alice", "setup-dht " + ring + " alice");
            Rest member = cluster.node(cluster.ring().get(1)).rest();
            for (var country : cluster.countries().records().subList(0, 20)) {
                String name = Countries.nameOf(country);
                assertThat(member.get("/api/records/" + DhtCluster.encoded(name))
                                .status())
                        .isEqualTo(200);
            }
            long repeated = cluster.nodes().stream()
                    .map(node -> node.rest().get("/api/peer").json())
                    .map(peer -> peer.path("retransmissions"))
                    .mapToLong(JsonNode::asLong)
                    .sum();
            assertThat(repeated).as("frames sent again").isPositive();
        }
    }

    @Test
    void aTeardownDoesNotWaitForAMemberThatWasKilledAndTheOthersCanGoOn() {
        try (NetworkLab lab = NetworkLab.of("h1");
                DhtCluster cluster = DhtCluster.on(
                        List.of(lab.host("h1")),
                        directory,
                        4,
                        "--dht.neighbour-timeout=3s",
                        "--dht.progress-timeout=4s")) {
            cluster.registerAll();
            cluster.succeed("alice", "setup-dht 3 alice");
            List<String> ring = cluster.ring();
            String victim = ring.get(1);
            cluster.node(victim).process().kill();

            cluster.succeed("alice", "teardown-dht alice");

            assertThat(cluster.manager().get("/api/dht").json().path("phase").asString())
                    .isEqualTo("NONE");
            String other = ring.get(2);
            cluster.succeed(other, "deregister " + victim);
            cluster.succeed(other, "setup-dht 3 " + other);
            assertThat(cluster.ring()).hasSize(3).doesNotContain(victim);
            everythingIsThere(cluster, 3);
        }
    }
}
