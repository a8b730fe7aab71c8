package io.ringcast.systemtests.dht.many;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.systemtests.lab.Figures;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Many peers in one process ({@code dht.peers}), each with its sockets: set-up, queries, and one of them stopped as if it were killed. */
@Tag("soak")
class ManyPeersIT {
    private static final int QUERIES = 300;
    private static final int NANOS_PER_MICRO = 1_000;

    @TempDir
    private Path directory;

    @Test
    void aHundredPeersServeTenThousandRecordsAndOutliveOne() throws IOException {
        run(100, 10_000, List.of(Overlay.CHORD));
    }

    @Test
    void aThousandPeersServeAMillionRecordsAndOutliveOne() throws IOException {
        run(1_000, 1_000_000, List.of(Overlay.CHORD, Overlay.KADEMLIA, Overlay.PASTRY));
    }

    private void run(int count, int records, List<Overlay> overlays) throws IOException {
        long began = System.nanoTime();
        try (HostedPeers peers = new HostedPeers(directory, dataset(records), count)) {
            Figures.tell(String.format(
                    Locale.ROOT, "%,d peers of one process are registered after %,d ms", count, millisSince(began)));
            Figures.tell(String.format(
                    Locale.ROOT, "%,d idle peers of one process: %,.0f MB resident", count, peers.residentMegabytes()));
            for (Overlay overlay : overlays) {
                setUp(peers, count, records, overlay);
                queries(peers, count, records, overlay);
                kill(peers, count, records, overlay);
                peers.succeed("teardown-dht host");
            }
        }
    }

    private static void setUp(HostedPeers peers, int count, int records, Overlay overlay) {
        long began = System.nanoTime();
        List<String> lines = peers.succeed("setup-dht " + count + " host " + overlay.word());
        Figures.tell(String.format(
                Locale.ROOT,
                "%s, set-up of %,d peers of one process with %,d records: %,d ms; %,.0f MB resident",
                overlay.word(),
                count,
                records,
                millisSince(began),
                peers.residentMegabytes()));
        assertThat(lines).contains("total " + records + " records");
    }

    /** Every query ends with the record, within the hops of the overlay. */
    private static void queries(HostedPeers peers, int count, int records, Overlay overlay) {
        Random random = new Random(records);
        long[] nanos = new long[QUERIES];
        int hops = 0;
        for (int i = 0; i < QUERIES; i++) {
            long began = System.nanoTime();
            JsonNode found = lookUp(peers, random.nextInt(records));
            nanos[i] = System.nanoTime() - began;
            int path = found.path("path").size();
            assertThat(path).isLessThanOrEqualTo(overlay.hopsMax(count) + 1);
            hops += path - 1;
        }
        Arrays.sort(nanos);
        Figures.tell(String.format(
                Locale.ROOT,
                "%s, %,d peers: %d queries over REST, median %,d µs, %.2f hops on average",
                overlay.word(),
                count,
                QUERIES,
                nanos[QUERIES / 2] / NANOS_PER_MICRO,
                (double) hops / QUERIES));
    }

    private static JsonNode lookUp(HostedPeers peers, int number) {
        JsonNode found = peers.lookUp(name(number));
        assertThat(found.path("record").path("Code").asString()).isEqualTo("C" + number);
        return found;
    }

    /** Its records are answered by others, all copies are restored, and it takes its seat again. */
    private static void kill(HostedPeers peers, int count, int records, Overlay overlay) {
        String victim = peers.ring().get(count / 2);
        long killed = System.nanoTime();
        peers.kill(victim);
        peers.awaitRestored(count - 1);
        Figures.tell(String.format(
                Locale.ROOT,
                "%s, %,d peers: one is killed, until all copies were restored: %,d ms",
                overlay.word(),
                count,
                millisSince(killed)));
        Random random = new Random(count);
        for (int i = 0; i < QUERIES; i++) {
            lookUp(peers, random.nextInt(records));
        }
        long started = System.nanoTime();
        peers.start(victim);
        peers.awaitRestored(count);
        Figures.tell(String.format(
                Locale.ROOT,
                "%s, %,d peers: it is started again, until it had its seat and its copies: %,d ms",
                overlay.word(),
                count,
                millisSince(started)));
        assertThat(peers.ring()).contains(victim);
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    private static String name(int number) {
        return "Name of number " + Integer.toString(number * 7 + 13, 36);
    }

    private Path dataset(int records) throws IOException {
        Path file = directory.resolve("many.csv");
        try (Writer csv = Files.newBufferedWriter(file)) {
            csv.write("Code,Long Name,Region\n");
            for (int i = 0; i < records; i++) {
                csv.write("C" + i + "," + name(i) + ",Region " + i % 11 + "\n");
            }
        }
        return file;
    }
}
