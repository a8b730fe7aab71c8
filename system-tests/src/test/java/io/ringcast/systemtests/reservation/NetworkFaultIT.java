package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.LoadProcess;
import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.history.Operation;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.Figures;
import io.ringcast.systemtests.lab.Host;
import io.ringcast.systemtests.lab.NeedsNetworks;
import io.ringcast.systemtests.lab.NetworkLab;
import io.ringcast.systemtests.lab.Seed;
import io.ringcast.systemtests.load.LoadSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each server on a host of its own, on a network that loses packets or falls apart. */
@NeedsNetworks
class NetworkFaultIT {
    private static final int CONFLICTS_LISTED_MAX = 10_000;

    @TempDir
    Path directory;

    @Test
    void commandsHaveOneOutcomeThoughOnePacketInFiveIsLost() throws Exception {
        loseOnePacketInFive(100);
    }

    @Test
    @Tag("soak")
    void aThousandCommandsHaveOneOutcomeThoughOnePacketInFiveIsLost() throws Exception {
        loseOnePacketInFive(1000);
    }

    @Test
    void withAMajorityRequiredNoPartitionDoubleBooks() throws Exception {
        cutOneOff(true, Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("soak")
    void withAMajorityRequiredHalfAMinuteOfPartitionDoesNotDoubleBook(boolean coordinatorIsCutOff) throws Exception {
        cutOneOff(coordinatorIsCutOff, Duration.ofSeconds(30));
    }

    @Test
    void withoutAMajorityRequiredBothSidesGoOnAndNothingIsLostUnseen() throws Exception {
        letBothSidesGoOn(true, Duration.ofSeconds(8), Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("soak")
    void withoutAMajorityRequiredHalfAMinuteOfPartitionLosesNothingUnseen(boolean coordinatorIsCutOff)
            throws Exception {
        // Slow enough for the servers to list all conflicts.
        letBothSidesGoOn(coordinatorIsCutOff, Duration.ofSeconds(30), Duration.ofMillis(1));
    }

    private void loseOnePacketInFive(int operations) throws Exception {
        try (NetworkLab network = NetworkLab.of("s1", "s2", "s3", "load");
                Cluster cluster = Cluster.on(network, directory)) {
            cluster.start("s1", "s2", "s3");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            network.loseEverywhere(20);

            LoadProcess load = cluster.startLoad("load", 2, operations / 2, Duration.ofSeconds(60), Seed.next());
            LoadSummary summary = load.awaitEnd(Duration.ofMinutes(10));
            network.loseEverywhere(0);

            assertThat(summary.undecided()).isZero();
            assertThat(summary.differing()).isEmpty();
            assertThat(summary.repetitions()).as("the network did lose packets").isPositive();
            cluster.awaitSameState(Duration.ofSeconds(30));
            cluster.assertLinearizable(before, List.of(load));
            Figures.tell("20% of packets lost: " + summary);
        }
    }

    private void cutOneOff(boolean coordinatorIsCutOff, Duration howLong) throws Exception {
        try (NetworkLab network = NetworkLab.of("s1", "s2", "s3", "near", "far");
                Cluster cluster = Cluster.on(network, directory).with("--reservation.min-members=2")) {
            List.of("s1", "s2", "s3").forEach(cluster::launch);
            cluster.awaitActive("s1", "s2", "s3");
            Cut cut = Cut.underLoad(network, cluster, coordinatorIsCutOff, Duration.ofSeconds(2), Duration.ZERO);
            Awaitility.await("the server that is cut off to notice")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> cut.server().isInState("MINORITY"));
            while (!cut.hasLasted(howLong)) {
                cut.near().awaitMore(20);
            }
            List<Operation> duringTheCut = cut.far().operations();
            network.heal();
            long healed = System.nanoTime();
            cluster.awaitActive("s1", "s2", "s3");
            cut.far().awaitMore(50);
            Figures.tell("all ACTIVE after the heal: " + (System.nanoTime() - healed) / 1_000_000 + " ms");

            assertThat(cut.near().stop().differing()).isEmpty();
            assertThat(cut.far().stop().differing()).isEmpty();
            cluster.awaitSameState(Duration.ofSeconds(15));
            cluster.assertLinearizable(cut.before(), cut.loads());
            assertThat(duringTheCut)
                    .as("what clients of the cut-off server saw")
                    .anyMatch(operation -> operation.status().equals("UNAVAILABLE"));
        }
    }

    private void letBothSidesGoOn(boolean coordinatorIsCutOff, Duration howLong, Duration think) throws Exception {
        try (NetworkLab network = NetworkLab.of("s1", "s2", "s3", "near", "far");
                Cluster cluster = Cluster.on(network, directory)) {
            cluster.start("s1", "s2", "s3");
            Cut cut = Cut.underLoad(network, cluster, coordinatorIsCutOff, Duration.ofSeconds(20), think);
            Awaitility.await("both sides to notice")
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            cut.server().replica().orElseThrow().path("members").size() == 1);
            while (!cut.hasLasted(howLong)) {
                cut.near().awaitMore(20);
                cut.far().awaitMore(20);
            }
            cut.near().stop();
            cut.far().stop();
            network.heal();

            long healed = System.nanoTime();
            cluster.awaitSameState(Duration.ofSeconds(60));
            int conflicts = cluster.running().getFirst().conflictingRequests().size();
            Figures.tell("one state after the heal: " + (System.nanoTime() - healed) / 1_000_000 + " ms, "
                    + cut.near().operations().size() + " and "
                    + cut.far().operations().size() + " commands, conflicts: " + conflicts);
            assertThat(conflicts)
                    .as("both sides reserved the same slots, and no conflict is so old that it is not listed")
                    .isBetween(1, CONFLICTS_LISTED_MAX - 1);
            cluster.assertNothingVanished(cut.before(), cut.loads());
        }
    }

    /**
     * A network that has just been cut.
     *
     * @param before the reservations before there was any load
     * @param server the one that is cut off
     * @param near clients that go with the majority
     * @param far clients that go with the server that is cut off
     */
    private record Cut(
            Map<SlotName, String> before, ServerProcess server, LoadProcess near, LoadProcess far, long sinceNanos) {
        static Cut underLoad(
                NetworkLab network, Cluster cluster, boolean coordinatorIsCutOff, Duration patience, Duration think)
                throws Exception {
            Map<SlotName, String> before = cluster.server("s1").reservations();
            LoadProcess near = cluster.startLoad("near", 2, 1_000_000, patience, think, Seed.next());
            LoadProcess far = cluster.startLoad("far", 2, 1_000_000, patience, think, Seed.next());
            near.awaitMore(50);
            far.awaitMore(50);

            Sides sides = Sides.of(network, cluster, coordinatorIsCutOff);
            long since = System.nanoTime();
            network.partition(sides.minority(), sides.majority());
            return new Cut(before, cluster.server(sides.cutOff()), near, far, since);
        }

        boolean hasLasted(Duration time) {
            return System.nanoTime() - sinceNanos >= time.toNanos();
        }

        List<LoadProcess> loads() {
            return List.of(near, far);
        }
    }

    private record Sides(String cutOff, List<Host> minority, List<Host> majority) {
        static Sides of(NetworkLab network, Cluster cluster, boolean coordinatorIsCutOff) {
            String coordinator = cluster.coordinator().name();
            List<String> majority = new ArrayList<>(List.of("s1", "s2", "s3"));
            String cutOff = coordinatorIsCutOff
                    ? coordinator
                    : majority.stream()
                            .filter(name -> !name.equals(coordinator))
                            .findFirst()
                            .orElseThrow();
            majority.remove(cutOff);
            majority.add("near");
            return new Sides(
                    cutOff,
                    List.of(network.host(cutOff), network.host("far")),
                    majority.stream().map(network::host).toList());
        }
    }
}
