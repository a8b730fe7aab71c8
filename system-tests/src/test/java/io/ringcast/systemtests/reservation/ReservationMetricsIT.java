package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ringcast.systemtests.cluster.ClientProcess;
import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.lab.MetricsPage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReservationMetricsIT {
    @TempDir
    Path directory;

    @Test
    void theDashboardAsksOnlyForMetricsThatExist() throws Exception {
        afterOneReservation(pages -> {
            Set<String> names = new TreeSet<>();
            pages.values().forEach(page -> names.addAll(page.names()));
            assertThat(MetricsPage.askedForBy("reservations")).hasSizeGreaterThan(10);
            assertThat(names).containsAll(MetricsPage.askedForBy("reservations"));
        });
    }

    @Test
    void prometheusHasNothingAgainstThePages() throws Exception {
        assumeThat(MetricsPage.canBeChecked()).as("promtool is installed").isTrue();
        afterOneReservation(pages ->
                assertThat(pages.values()).allMatch(page -> page.complaints().isEmpty()));
    }

    private void afterOneReservation(Consumer<Map<String, MetricsPage>> check) throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.start("s1");
            ClientProcess client = cluster.startClient("client");
            assertThat(client.rest()
                            .post("/api/commands", Map.of("line", "reserve ME4494 8:30-9:30 Monday"))
                            .json()
                            .path("status")
                            .asString())
                    .isEqualTo("OK");
            check.accept(Map.of(
                    "server", MetricsPage.of(cluster.server("s1").rest()), "client", MetricsPage.of(client.rest())));
        }
    }
}
