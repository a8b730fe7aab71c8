package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of one group whose settings decide safety differently. */
class SettingsThatDifferIT {
    private static final Duration START = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    @Test
    void threeServersWithDifferentMinMembersDoNotFormAGroup() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            List<ServerProcess> servers = List.of(
                    cluster.launch("s1", "--reservation.min-members=1"),
                    cluster.launch("s2", "--reservation.min-members=2"),
                    cluster.launch("s3", "--reservation.servers=5"));

            Awaitility.await("two of them to end")
                    .atMost(START)
                    .until(() -> cluster.running().size() == 1);

            List<ServerProcess> ended = servers.stream()
                    .filter(server -> !server.process().isAlive())
                    .toList();
            assertThat(ended).hasSize(2).allSatisfy(server -> {
                assertThat(server.process().awaitExit(START)).isNotZero();
                assertThat(server.output())
                        .containsPattern("reservation\\.min-members is [123] here and [123] at s[123]\\.");
            });
            assertThat(servers)
                    .allSatisfy(server -> assertThat(server.output()).doesNotContainPattern("view \\[s\\d, "));
            assertThat(cluster.running().getFirst().output())
                    .as("the one that is left tells it, too")
                    .containsPattern("reservation\\.min-members is [123] here and [123] at s[123]\\.");
        }
    }
}
