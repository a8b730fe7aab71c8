package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.ClientProcess;
import io.ringcast.systemtests.cluster.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLogIT {
    private static final String[] LOG = {
        "--logging.level.ringcast.commands=DEBUG", "--logging.structured.format.console=ecs"
    };

    @TempDir
    Path directory;

    @Test
    void aCommandIsALineWithTheSameIdAtTheClientAndAtEveryServer() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory).with(LOG)) {
            cluster.start("s1", "s2");
            ClientProcess client = cluster.startClient("client", LOG);

            String id =
                    client.answer("reserve ME4494 8:30-9:30 Monday").path("id").asString();

            for (String server : List.of("s1", "s2")) {
                Awaitility.await(server + " to tell of " + id)
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> linesAbout(id, cluster.server(server).output())
                                .anyMatch(line -> line.contains("\"outcome\":\"RoomReserved\"")));
            }
            assertThat(linesAbout(id, client.process().output()))
                    .singleElement()
                    .asString()
                    .startsWith("{")
                    .contains("\"outcome\":\"OK\"");
        }
    }

    private static Stream<String> linesAbout(String id, String output) {
        return output.lines().filter(line -> line.contains("\"request\":\"" + id + "\""));
    }
}
