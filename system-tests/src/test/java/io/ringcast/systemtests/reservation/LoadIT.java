package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.LoadProcess;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.Figures;
import io.ringcast.systemtests.lab.Seed;
import io.ringcast.systemtests.load.LoadSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many clients, many servers, no faults. */
class LoadIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"8, 1, 300", "1, 3, 600", "8, 3, 400"})
    void everyClientSeesOneOutcomeAndEveryServerEndsWithTheSameState(int clients, int servers, int each)
            throws Exception {
        manyClientsManyServers(clients, servers, each);
    }

    @Test
    @Tag("soak")
    void twentyThousandCommandsOfEightClientsOnThreeServers() throws Exception {
        manyClientsManyServers(8, 3, 2500);
    }

    @ParameterizedTest
    @CsvSource("1")
    void aServerThatJoinsUnderLoadIsActiveWithinSecondsAndHasTheSameState(int joins) throws Exception {
        joinsUnderLoad(joins);
    }

    @Test
    @Tag("soak")
    void twentyServersJoinUnderLoadOneAfterAnother() throws Exception {
        joinsUnderLoad(20);
    }

    private void manyClientsManyServers(int clients, int servers, int each) throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start(List.of("s1", "s2", "s3").subList(0, servers).toArray(String[]::new));
            Map<SlotName, String> before = cluster.server("s1").reservations();

            LoadProcess load = cluster.startLoad("load", clients, each, Duration.ofSeconds(20), Seed.next());
            LoadSummary summary = load.awaitEnd(Duration.ofMinutes(5));

            assertThat(summary.operations()).isEqualTo((long) clients * each);
            assertThat(summary.undecided()).isZero();
            assertThat(summary.differing()).isEmpty();
            cluster.awaitSameState(Duration.ofSeconds(10));
            cluster.assertLinearizable(before, List.of(load));
            Figures.tell(String.format(
                    Locale.ROOT,
                    "%d clients, %d servers: %d operations, %d replies, %d repetitions, %.0f operations/s",
                    clients,
                    servers,
                    summary.operations(),
                    summary.replies(),
                    summary.repetitions(),
                    summary.operationsPerSecond()));
        }
    }

    private void joinsUnderLoad(int joins) throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start("s1", "s2");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            LoadProcess load = cluster.startLoad("load", 8, 1_000_000, Duration.ofSeconds(20), Seed.next());
            load.awaitMore(100);

            for (int i = 1; i <= joins; i++) {
                long start = System.nanoTime();
                cluster.start("joiner" + i);
                Duration toActive = Duration.ofNanos(System.nanoTime() - start);
                load.awaitMore(100);
                Figures.tell("process start to ACTIVE under load: " + toActive.toMillis() + " ms");
                assertThat(toActive).isLessThan(Duration.ofSeconds(30));
                if (i < joins) {
                    cluster.server("joiner" + i).close();
                }
            }

            LoadSummary summary = load.stop();
            assertThat(summary.undecided()).isZero();
            assertThat(summary.differing()).isEmpty();
            cluster.awaitSameState(Duration.ofSeconds(10));
            cluster.assertLinearizable(before, List.of(load));
        }
    }
}
