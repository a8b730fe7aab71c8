package io.ringcast.systemtests.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports a table of 10,000 lines into three servers, and loses the majority meanwhile. */
class ImportIT {
    private static final Logger log = LoggerFactory.getLogger(ImportIT.class);
    private static final int ROOMS = 1_000;
    private static final List<String> TIMESLOTS = List.of("8:30-9:30", "9:30-10:30");
    private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday");
    private static final int LINES = ROOMS * 10;
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    @BeforeEach
    void catalog() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.write(data.resolve("rooms.txt"), rooms());
        Files.write(data.resolve("timeslots.txt"), TIMESLOTS);
        Files.write(data.resolve("days.txt"), DAYS);
        Files.createFile(data.resolve("reservations.txt"));
    }

    @Test
    void tenThousandLinesAreReserved() throws Exception {
        try (Cluster cluster = servers()) {
            Instant begin = Instant.now();
            JsonNode report = importTable(cluster.running().getLast());
            log.info(
                    "{} lines took {} ms",
                    LINES,
                    Duration.between(begin, Instant.now()).toMillis());

            assertThat(report.path("reserved").asInt()).as(report.toString()).isEqualTo(LINES);
            assertThat(cluster.running().getFirst().reservations()).hasSize(LINES);
        }
    }

    @Test
    void whenTheMajorityIsLostTheImportIsAnsweredSoonWithWhatWasDone() throws Exception {
        try (Cluster cluster = servers()) {
            ServerProcess asked = cluster.running().getLast();
            CompletableFuture<JsonNode> answer = CompletableFuture.supplyAsync(() -> importTable(asked));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> asked.rest()
                                    .get("/api/replica")
                                    .json()
                                    .path("index")
                                    .asInt()
                            > LINES / 20);

            Instant lost = Instant.now();
            cluster.running().stream()
                    .filter(server -> !server.equals(asked))
                    .forEach(server -> server.process().kill());
            JsonNode report = answer.get();
            Duration took = Duration.between(lost, Instant.now());
            log.info("Answered {} ms after the majority was lost: {}", took.toMillis(), report);

            assertThat(took).isLessThan(ANSWERED_WITHIN);
            int reserved = report.path("reserved").asInt();
            int notTried = report.path("stopped").path("notTried").asInt();
            int told =
                    report.path("refusedCount").asInt() + report.path("unknown").size();
            assertThat(reserved).as(report.toString()).isBetween(1, LINES - 1);
            assertThat(reserved + notTried + told).isEqualTo(LINES);
        }
    }

    private Cluster servers() {
        Cluster cluster = Cluster.onLoopback(directory.resolve("servers"))
                .withData(directory.resolve("data"))
                .with("--reservation.servers=3");
        cluster.start("s1", "s2", "s3");
        return cluster;
    }

    private static JsonNode importTable(ServerProcess server) {
        HttpRequest request = HttpRequest.newBuilder(server.rest().address().resolve("/api/reservations/import"))
                .header("Content-Type", "text/csv")
                .timeout(Duration.ofMinutes(5))
                .POST(HttpRequest.BodyPublishers.ofString(table()))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JsonMapper.shared()
                    .readTree(http.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the import was not answered", e);
        }
    }

    private static List<String> rooms() {
        return IntStream.range(0, ROOMS).mapToObj(i -> "R" + i).toList();
    }

    private static String table() {
        return rooms().stream()
                .flatMap(room -> TIMESLOTS.stream()
                        .flatMap(timeslot -> DAYS.stream().map(day -> room + "," + timeslot + "," + day + ",eve")))
                .collect(Collectors.joining("\n", "room,timeslot,day,holder\n", "\n"));
    }
}
