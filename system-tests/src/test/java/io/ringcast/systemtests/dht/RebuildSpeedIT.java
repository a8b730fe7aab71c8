package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.Rounds;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How long a ring of many records is rebuilt. */
@Tag("soak")
class RebuildSpeedIT {
    private static final int RECORDS = 100_000;
    private static final int RING = 8;

    @TempDir
    private Path directory;

    @Test
    void aRingOfAHundredThousandRecordsIsLeftAndJoined() throws IOException {
        List<Duration> setUps = new ArrayList<>();
        List<Duration> leaves = new ArrayList<>();
        List<Duration> joins = new ArrayList<>();
        try (DhtCluster cluster =
                DhtCluster.registering(directory, dataset(), RING, List.of("--dht.table-size=auto"))) {
            setUps.add(timed(cluster, "alice", "setup-dht " + RING + " alice"));
            for (int round = 0; round < Rounds.of(5); round++) {
                String user = cluster.ring().get(1);
                leaves.add(timed(cluster, user, "leave-dht " + user));
                joins.add(timed(cluster, user, "join-dht " + user));
            }
        }
        String what = " of 8 nodes and " + RECORDS + " records";
        DhtState.tell("set-up" + what, setUps);
        DhtState.tell("leave" + what, leaves);
        DhtState.tell("join" + what, joins);
    }

    private Path dataset() throws IOException {
        Path file = directory.resolve("many.csv");
        try (Writer csv = Files.newBufferedWriter(file)) {
            csv.write("Code,Long Name,Region\n");
            for (int i = 0; i < RECORDS; i++) {
                csv.write("C" + i + ",Name of number " + Integer.toString(i * 7_919, 36) + ",Region " + i % 11 + "\n");
            }
        }
        return file;
    }

    private static Duration timed(DhtCluster cluster, String user, String line) {
        long began = System.nanoTime();
        JsonNode result = cluster.command(user, line);
        assertThat(result.path("status").asString()).as(line + ": " + result).isEqualTo("SUCCESS");
        return DhtState.since(began);
    }
}
