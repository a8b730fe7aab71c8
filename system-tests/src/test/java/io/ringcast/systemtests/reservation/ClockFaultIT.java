package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.LoadProcess;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.Seed;
import io.ringcast.systemtests.lab.WrongClock;
import io.ringcast.systemtests.load.LoadSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that do not agree on the time of day. Nothing that clients are promised depends on it. */
class ClockFaultIT {
    @TempDir
    Path directory;

    @Test
    void clocksThatAreHoursApartMakeNoDifference() throws Exception {
        assumeThat(WrongClock.isPossible()).as("libfaketime is installed").isTrue();
        try (Cluster cluster = Cluster.onLoopback(directory)
                .withClock("s1", WrongClock.by(Duration.ofHours(7)))
                .withClock("s3", WrongClock.by(Duration.ofHours(-5)))) {
            cluster.start("s1", "s2", "s3");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            LoadProcess load = cluster.startLoad("load", 4, 1_000_000, Duration.ofSeconds(30), Seed.next());
            load.awaitMore(200);

            // The new leader stamps times that are hours before those of the changes that it builds on.
            cluster.coordinator().kill();
            load.awaitMore(200);

            LoadSummary summary = load.stop();
            assertThat(summary.undecided()).isZero();
            assertThat(summary.differing()).isEmpty();
            cluster.awaitSameState(Duration.ofSeconds(15));
            cluster.assertLinearizable(before, List.of(load));
        }
    }
}
