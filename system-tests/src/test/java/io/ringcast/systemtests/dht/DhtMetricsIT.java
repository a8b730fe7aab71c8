package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.MetricsPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DhtMetricsIT {
    @TempDir
    Path directory;

    @Test
    void theDashboardAsksOnlyForMetricsThatExistAndPrometheusHasNothingAgainstThePages() {
        try (DhtCluster cluster = DhtCluster.onLoopback(directory, 2)) {
            cluster.registerAll();
            cluster.succeed("alice", "setup-dht 2 alice");
            List<MetricsPage> pages = new ArrayList<>(List.of(MetricsPage.of(cluster.manager())));
            cluster.nodes().forEach(node -> pages.add(MetricsPage.of(node.rest())));

            Set<String> names = new TreeSet<>();
            pages.forEach(page -> names.addAll(page.names()));
            assertThat(MetricsPage.askedForBy("dht")).hasSizeGreaterThan(4);
            assertThat(names).containsAll(MetricsPage.askedForBy("dht"));
            if (MetricsPage.canBeChecked()) {
                assertThat(pages).allMatch(page -> page.complaints().isEmpty());
            }
        }
    }
}
