package io.ringcast.dht.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.dht.peer.domain.Placement;
import io.ringcast.dht.peer.session.PeerOutcome;
import io.ringcast.protocol.autoconfigure.TransportAutoConfiguration;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.exchange.SharedTimer;
import io.ringcast.protocol.records.TableShape;
import io.ringcast.protocol.transport.Datagrams;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(classes = PeersIT.Transport.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class PeersIT {
    private static final Logger log = LoggerFactory.getLogger(PeersIT.class);
    private static final Path COUNTRIES = Path.of("../data/StatsCountry.csv");

    @ImportAutoConfiguration({IntegrationAutoConfiguration.class, TransportAutoConfiguration.class})
    static class Transport {}

    @TempDir
    private Path directory;

    @Autowired
    private Datagrams datagrams;

    @Autowired
    private SharedTimer timer;

    private Peers peers;

    @BeforeEach
    void open() {
        peers = new Peers(datagrams, timer);
    }

    @AfterEach
    void close() {
        peers.close();
    }

    private void add(int count, Path dataset, String keyColumn, String tableSize) {
        for (int i = 0; i < count; i++) {
            peers.add(Peers.name(i), peers.properties(dataset, keyColumn, tableSize), i % 2 == 0 ? 1 : 3);
        }
    }

    @Test
    void theCountriesLieWhereTheirHashSays() {
        add(5, COUNTRIES, "Long Name", "353");
        expectCounts(3, 83, 73, 85);
        expectCounts(4, 58, 61, 67, 55);
        expectCounts(5, 48, 56, 47, 52, 38);
        PeerOutcome.RecordFound aruba = (PeerOutcome.RecordFound) peers.get(3).lookUp("Aruba");
        assertThat(aruba.position()).isEqualTo(138);
        assertThat(aruba.path()).containsExactly(3);
    }

    private void expectCounts(int ring, long... counts) {
        tearDown();
        assertThat(peers.get(0).setUp(ring, "usera", "ring"))
                .isEqualTo(
                        new PeerOutcome.DhtBuilt(Arrays.stream(counts).boxed().toList(), new TableShape(353)));
    }

    private void tearDown() {
        if (!peers.manager().ring().isEmpty()) {
            assertThat(peers.get(0).tearDown("usera")).isEqualTo(new PeerOutcome.DhtTornDown());
        }
    }

    @Test
    void whatASilentManagerMayHaveDoneIsNoFailure() {
        add(2, COUNTRIES, "Long Name", "353");
        peers.manager().fallSilent();
        CompletableFuture<PeerOutcome> outcome =
                CompletableFuture.supplyAsync(() -> peers.get(0).deregister("userb"));
        await().until(() -> peers.manager().requests().stream().anyMatch(ManagerRequest.Deregister.class::isInstance));

        peers.get(0).close(); // Gives up at once.

        assertThat(outcome.join())
                .isInstanceOfSatisfying(
                        PeerOutcome.OutcomeUnknown.class,
                        unknown -> assertThat(unknown.text()).contains("may have done"));
    }

    @Test
    void aManagerThatHasLostEverythingIsToldOfItsPeersAgainAndTheirRingIsForgotten() {
        add(3, COUNTRIES, "Long Name", "353");
        peers.get(0).setUp(3, "usera", "ring");

        peers.manager().forgetAll();

        await().until(() -> peers.manager().users().size() == 3);
        await().until(() -> peers.all().noneMatch(PeersIT::isInRing));
        assertThat(peers.get(1).setUp(3, "userb", "ring")).isInstanceOf(PeerOutcome.DhtBuilt.class);
    }

    @Test
    void aDhtThatTheManagerGivesUpEndsEverywhereAndCanBeBuiltAgain() {
        add(3, COUNTRIES, "Long Name", "353");
        peers.get(0).setUp(3, "usera", "ring");
        assertThat(peers.all()).allMatch(PeersIT::isInRing);

        peers.manager().giveUp();

        await().until(() -> peers.all().noneMatch(PeersIT::isInRing));
        expectCounts(3, 83, 73, 85);
    }

    private static boolean isInRing(Peer peer) {
        return peer.status().orElseThrow().membership() != null;
    }

    @Test
    void aFreePeerFindsARecordWithoutTheManager() {
        add(3, COUNTRIES, "Long Name", "353");
        peers.get(0).setUp(2, "usera", "ring");
        assertThat(peers.get(2).lookUp("Aruba")).extracting("note").isNull();

        peers.manager().fallSilent();

        assertThat(peers.get(2).lookUp("Aruba"))
                .isInstanceOfSatisfying(
                        PeerOutcome.RecordFound.class,
                        found -> assertThat(found.note()).contains("the manager is silent; asked user"));
        assertThat(peers.get(2).managers().isManagerHeard()).isTrue();
    }

    @Test
    void aDatasetThatIsWrongIsRefusedBeforeTheManagerHearsOfIt() throws IOException {
        Path ragged = Files.writeString(directory.resolve("ragged.csv"), "a,b\n1,2\n3\n");
        add(2, ragged, "a", "353");

        PeerOutcome outcome = peers.get(0).setUp(2, "usera", "ring");

        assertThat(outcome)
                .isEqualTo(new PeerOutcome.Failed(
                        "BAD_DATASET", ragged + ", record 3 (line 3): it has 1 fields, and the header has 2"));
        assertThat(peers.manager().requests()).noneMatch(ManagerRequest.SetUpDht.class::isInstance);
    }

    @Test
    void repeatedSetUpsLoseNothing() {
        add(9, COUNTRIES, "Long Name", "353");
        repeatSetUp(20, 9);
    }

    @Test
    @Tag("soak")
    void aThousandSetUpsLoseNothing() {
        add(5, COUNTRIES, "Long Name", "353");
        repeatSetUp(1_000, 5);
    }

    private void repeatSetUp(int times, int ring) {
        long[] micros = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            PeerOutcome outcome = peers.get(0).setUp(ring, "usera", "ring");
            micros[i] = (System.nanoTime() - start) / 1_000;
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            PeerOutcome.DhtBuilt.class,
                            built -> assertThat(built.counts().stream()
                                            .mapToLong(Long::longValue)
                                            .sum())
                                    .isEqualTo(241));
            assertThat(peers.get(0).tearDown("usera")).isEqualTo(new PeerOutcome.DhtTornDown());
        }
        Arrays.sort(micros);
        log.info(
                "{} set-ups, n = {}: median {} µs, p99 {} µs, worst {} µs",
                times,
                ring,
                micros[times / 2],
                micros[times * 99 / 100],
                micros[times - 1]);
    }

    @Test
    void generatedRecordsAreAllFound() throws IOException {
        loadGenerated(20_000, 2_000, "auto");
    }

    @Test
    @Tag("soak")
    void twoHundredThousandRecordsAreAllFound() throws IOException {
        loadGenerated(200_000, 200_000, "auto");
    }

    @Test
    @Tag("soak")
    void aMillionRecordsAreLoaded() throws IOException {
        loadGenerated(1_000_000, 20_000, "auto");
    }

    private void loadGenerated(int records, int queries, String tableSize) throws IOException {
        Path file = generated(records);
        add(5, file, "Key", tableSize);
        long start = System.nanoTime();
        PeerOutcome outcome = peers.get(0).setUp(5, "usera", "ring");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PeerOutcome.DhtBuilt.class,
                        built -> assertThat(built.counts().stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                                .isEqualTo(records));
        System.gc();
        long bytes = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        log.info(
                "{} records over 5 peers in {} ms: {}/s; {}; heap of the whole JVM {} MB",
                records,
                millis,
                records * 1000L / Math.max(1, millis),
                outcome,
                bytes >> 20);
        int step = records / queries;
        askAll(16, queries, i -> "key number " + i * step + " of " + (char) ('a' + (i * step) % 26));
    }

    private static Path key(Path directory) {
        return directory.resolve("generated.csv");
    }

    private Path generated(int records) throws IOException {
        Path file = key(directory);
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write("Number,Key,Region,Note\n");
            for (int i = 0; i < records; i++) {
                writer.write(i + ",key number " + i + " of " + (char) ('a' + i % 26) + ",region " + i % 7
                        + ",some words to go with it\n");
            }
        }
        return file;
    }

    private interface Names {
        String at(int index);
    }

    /** So many threads ask, each as the member that it sits at, until all names have been asked for. */
    private void askAll(int askers, int queries, Names names) {
        int ring = peers.manager().ring().size();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(askers)) {
            List<Future<Integer>> found = new ArrayList<>();
            for (int asker = 0; asker < askers; asker++) {
                int first = asker;
                found.add(threads.submit(() -> {
                    int hits = 0;
                    for (int i = first; i < queries; i += askers) {
                        hits += peers.get(first % ring).lookUp(names.at(i)) instanceof PeerOutcome.RecordFound ? 1 : 0;
                    }
                    return hits;
                }));
            }
            int hits = 0;
            for (Future<Integer> part : found) {
                hits += part.get();
            }
            assertThat(hits).isEqualTo(queries);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        long micros = Math.max(1, (System.nanoTime() - start) / 1_000);
        log.info("{} queries by {} askers: {}/s", queries, askers, queries * 1_000_000L / micros);
    }

    @Test
    void manyAskersAtOnceAreAllAnswered() {
        add(6, COUNTRIES, "Long Name", "353");
        peers.get(0).setUp(5, "usera", "ring");
        askAll(32, 3_000, i -> "Aruba");
    }

    /** Ten times, since it depends on when exactly a peer ends. */
    @RepeatedTest(10)
    void nobodyWaitsForAPeerThatHasEnded() throws Exception {
        add(3, COUNTRIES, "Long Name", "353");
        peers.get(0).setUp(3, "usera", "ring");
        var answers = new CountDownLatch(500);
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<?>> askers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                askers.add(threads.submit(() -> askUntilItEnds(peers.get(1), answers)));
            }
            answers.await();

            peers.get(1).close();

            for (Future<?> asker : askers) {
                asker.get(10, TimeUnit.SECONDS);
            }
        }
    }

    private static void askUntilItEnds(Peer peer, CountDownLatch answers) {
        PeerOutcome outcome;
        try {
            do {
                outcome = peer.lookUp("Aruba");
                answers.countDown();
            } while (outcome instanceof PeerOutcome.RecordFound);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("closed");
            return;
        }
        assertThat(outcome).isEqualTo(new PeerOutcome.Failed("NOT_IN_DHT", "this peer has ended"));
    }

    @Test
    @Tag("soak")
    void thirtyTwoAskers() throws IOException {
        List<String> names = countryNames();
        add(5, COUNTRIES, "Long Name", "353");
        peers.get(0).setUp(5, "usera", "ring");
        for (int round = 0; round < 6; round++) {
            askAll(32, 60_000, i -> names.get(i % names.size()));
        }
        askAll(1, 5_000, i -> names.get(ThreadLocalRandom.current().nextInt(names.size())));
        long hops = names.stream()
                .mapToLong(name -> new Placement(353, 5).ownerOf(name) + 1L)
                .sum();
        log.info("mean path from node 0: {} nodes", (double) hops / names.size());
    }

    private static List<String> countryNames() throws IOException {
        try (var parser = CSVFormat.DEFAULT.parse(Files.newBufferedReader(COUNTRIES))) {
            return parser.getRecords().stream().skip(1).map(row -> row.get(3)).toList();
        }
    }
}
