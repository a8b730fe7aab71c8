package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.Interruptions;
import io.ringcast.systemtests.cluster.LoadProcess;
import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Saboteur;
import io.ringcast.systemtests.lab.Seed;
import io.ringcast.systemtests.load.LoadSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thread of one of three servers fails or hangs: clients of the other two are answered again within three seconds, and the
 * sick server is gone, or says that it is DOWN.
 */
class VitalThreadsIT {
    /** Clients wait as long as the group waits for a silent server (2 s), and for a view change. */
    private static final Duration ANSWERED_AGAIN_WITHIN = Duration.ofSeconds(3);

    private static final int EXIT_CODE = 3;

    @TempDir
    Path directory;

    /** Runs all faults with both settings; the other tests run some of them. */
    @ParameterizedTest
    @Tag("soak")
    @ValueSource(ints = {1, 2})
    void everySickServerGetsOutOfTheWay(int minMembers) throws Exception {
        aServerWhoseReplicaRunsOutOfMemoryEnds(minMembers);
        aServerWhoseDiskHangsLeavesTheGroupSaysSoAndEnds(minMembers, Victim.COORDINATOR);
        aServerWhoseDiskHangsLeavesTheGroupSaysSoAndEnds(minMembers, Victim.FOLLOWER);
        aServerThatHearsItsClientsNoMoreEnds(minMembers);
    }

    @ParameterizedTest
    @ValueSource(ints = 2)
    void aServerWhoseReplicaRunsOutOfMemoryEnds(int minMembers) throws Exception {
        sabotage(minMembers, Victim.COORDINATOR, (saboteur, sick) -> {
            saboteur.throwOutOfMemoryIn("replica-" + sick.name(), "io.ringcast.replication.core.Replica", "handle");
            assertThat(sick.process().awaitExit(Duration.ofSeconds(10))).isEqualTo(EXIT_CODE);
            assertThat(sick.output()).contains("the replica has failed: java.lang.OutOfMemoryError");
        });
    }

    @ParameterizedTest
    @CsvSource({"2, COORDINATOR", "1, FOLLOWER"})
    void aServerWhoseDiskHangsLeavesTheGroupSaysSoAndEnds(int minMembers, Victim victim) throws Exception {
        sabotage(minMembers, victim, (saboteur, sick) -> {
            saboteur.haltIn("replica-" + sick.name(), "org.sqlite.jdbc3.JDBC3PreparedStatement", "executeUpdate");
            Awaitility.await("the health of the sick server to be DOWN")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !sick.process().isAlive()
                            || sick.rest().get("/actuator/health").status() == 503);
            if (sick.process().isAlive()) {
                Rest.Response health = sick.rest().get("/actuator/health/liveness");
                assertThat(health.status()).isEqualTo(503);
                assertThat(health.body()).contains("a write to the log has been stuck");
                assertThat(sick.rest().get("/api/log?after=0").status()).isEqualTo(503);
            }
            assertThat(sick.process().awaitExit(Duration.ofSeconds(30))).isEqualTo(EXIT_CODE);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void aServerThatHearsItsClientsNoMoreEnds(int minMembers) throws Exception {
        sabotage(minMembers, Victim.COORDINATOR, (saboteur, sick) -> {
            saboteur.throwOutOfMemoryIn("datagrams-clients-1");
            assertThat(sick.process().awaitExit(Duration.ofSeconds(10))).isEqualTo(EXIT_CODE);
            assertThat(sick.output()).contains("datagrams-clients-1 has failed");
        });
    }

    enum Victim {
        COORDINATOR,
        FOLLOWER
    }

    private interface Sabotage {
        void on(Saboteur saboteur, ServerProcess sick);
    }

    private void sabotage(int minMembers, Victim victim, Sabotage sabotage) throws Exception {
        Path own = Files.createTempDirectory(directory, "cluster");
        try (Cluster cluster = Cluster.onLoopback(own)
                .with("--reservation.min-members=" + minMembers)
                .sabotaged()) {
            cluster.start("s1", "s2", "s3");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            LoadProcess load = cluster.startLoad("load", 4, 10_000_000, Duration.ofSeconds(30), Seed.next());
            load.awaitMore(100);
            ServerProcess sick = victim == Victim.COORDINATOR ? cluster.coordinator() : cluster.follower();
            Interruptions interruptions = new Interruptions();

            try (Saboteur saboteur = cluster.saboteur(sick.name())) {
                interruptions.fault();
                sabotage.on(saboteur, sick);
                load.awaitMore(100);
            }

            LoadSummary summary = load.stop();
            Interruptions.tell(
                    "%s of three, min-members %d, sick".formatted(victim, minMembers),
                    interruptions.in(load.operations()));
            assertThat(summary.undecided()).isZero();
            assertThat(summary.differing()).isEmpty();
            assertThat(Interruptions.longerThan(ANSWERED_AGAIN_WITHIN, load.operations()))
                    .isEmpty();
            cluster.start(sick.name());
            cluster.awaitSameState(Duration.ofSeconds(15));
            cluster.assertLinearizable(before, List.of(load));
        }
    }
}
