package io.ringcast.systemtests.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.Interruptions;
import io.ringcast.systemtests.cluster.LoadProcess;
import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.history.Operation;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.Figures;
import io.ringcast.systemtests.lab.MetricsPage;
import io.ringcast.systemtests.lab.NeedsNetworks;
import io.ringcast.systemtests.lab.NetworkLab;
import io.ringcast.systemtests.lab.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers between which a firewall lets UDP pass and not TCP, which failure detection uses as well. */
@NeedsNetworks
class TcpFilteredIT {
    /** Long enough for views to flap several times where they do. */
    private static final Duration QUIET = Duration.ofSeconds(6);

    @TempDir
    Path directory;

    @Test
    void viewsAreStableTheLogNamesTcpAndACrashIsNoticedByUdpAlone() throws Exception {
        try (NetworkLab network = NetworkLab.of("s1", "s2", "s3", "load");
                Cluster cluster = Cluster.on(network, directory)) {
            network.blockTcp();
            cluster.start("s1", "s2", "s3");
            for (ServerProcess server : cluster.running()) {
                Awaitility.await(server.name() + " to name TCP in its log")
                        .atMost(Duration.ofSeconds(40))
                        .until(() -> server.output().contains("there is no TCP connection to it"));
            }
            AtomicReference<Double> views = new AtomicReference<>(views(cluster));
            Awaitility.await("views of three members, and no new ones")
                    .during(QUIET)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        double now = views(cluster);
                        return now == views.getAndSet(now) && membersEverywhere(cluster, 3);
                    });

            Map<SlotName, String> before = cluster.server("s1").reservations();
            Interruptions interruptions = new Interruptions();
            LoadProcess load = cluster.startLoad("load", 2, 1_000_000, Duration.ofSeconds(60), Seed.next());
            load.awaitMore(100);
            interruptions.fault();
            cluster.coordinator().kill();
            load.awaitMore(100);
            load.stop();

            List<Operation> operations = load.operations();
            Duration wait = interruptions.in(operations).getFirst();
            Figures.tell(
                    "TCP filtered: first answer after the crash of the coordinator after " + wait.toMillis() + " ms");
            assertThat(wait).isLessThan(Duration.ofSeconds(10));
            cluster.assertLinearizable(before, List.of(load));
        }
    }

    private static boolean membersEverywhere(Cluster cluster, int members) {
        return cluster.running().stream()
                .allMatch(
                        server -> server.replica().orElseThrow().path("members").size() == members);
    }

    private static double views(Cluster cluster) {
        return cluster.running().stream()
                .mapToDouble(server -> MetricsPage.of(server.rest()).sum("ringcast_replica_views_total"))
                .sum();
    }
}
