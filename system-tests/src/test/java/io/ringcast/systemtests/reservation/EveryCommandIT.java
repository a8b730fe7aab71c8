package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.ClientProcess;
import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.lab.ApiReview;
import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** Three servers and their clients on loopback, with the files of the project: every command, every path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryCommandIT {
    private Path directory;
    private Cluster cluster;
    private ClientProcess client;
    private Rest server;

    @BeforeAll
    void startThreeServersAndAClient(@TempDir Path scratch) {
        directory = scratch;
        cluster = Cluster.onLoopback(directory);
        cluster.start("s1", "s2", "s3");
        client = cluster.startClient("alice");
        server = cluster.server("s2").rest();
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void theCatalogIsListedOneNameALine() {
        assertThat(command("rooms")).isEqualTo(List.of("OK", "ME4494", "SA314", "MC5050", "ME4326", "SA412"));
        assertThat(command("days")).isEqualTo(List.of("OK", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"));
        assertThat(command("timeslots"))
                .hasSize(12)
                .startsWith("OK", "8:30-9:30")
                .endsWith("19:30-21:00");
    }

    @Test
    void aReservationIsMadeRefusedCheckedAndDeleted() {
        assertThat(command("reserve SA314 9:30-10:30 Friday")).startsWith("OK");
        assertThat(command("reserve SA314 9:30-10:30 Friday").toString())
                .startsWith("[ROOM_TAKEN")
                .contains("alice");
        assertThat(command("check SA314")).contains("Friday 9:30-10:30 alice");
        assertThat(command("delete SA314 9:30-10:30 Friday")).startsWith("OK");
        assertThat(command("delete SA314 9:30-10:30 Friday")).startsWith("NOT_RESERVED");
        assertThat(command("check SA314").toString()).doesNotContain("alice");
    }

    @Test
    void whatIsWrongIsToldInTheOrderRoomTimeslotDay() {
        assertThat(command("reserve X1 Y Z")).startsWith("UNKNOWN_ROOM");
        assertThat(command("reserve ME4494 Y Z")).startsWith("UNKNOWN_TIMESLOT");
        assertThat(command("reserve ME4494 8:30-9:30 Z")).startsWith("UNKNOWN_DAY");
        assertThat(command("check X1")).startsWith("UNKNOWN_ROOM");
        assertThat(command("reserve ME4494")).startsWith("BAD_COMMAND");
        assertThat(command("destroy ME4494")).startsWith("BAD_COMMAND");
    }

    @Test
    void everyCommandGetsEqualRepliesFromAllThreeServers() {
        client.command("reserve MC5050 9:30-10:30 Friday");
        client.command("delete MC5050 9:30-10:30 Friday");

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            List<JsonNode> history = new ArrayList<>();
            client.rest().get("/api/history").json().forEach(history::add);
            assertThat(history).isNotEmpty().allSatisfy(entry -> {
                assertThat(entry.path("equal").asBoolean()).isTrue();
                assertThat(serversOf(entry)).containsExactlyInAnyOrder("s1", "s2", "s3");
            });
        });
    }

    @Test
    void aPipeOfCommandsIsAnsweredOnceEachAndEndsWithZero() throws Exception {
        Path commands = directory.resolve("commands.txt");
        Files.writeString(commands, """
                rooms
                timeslots
                reserve ME4494 8:30-9:30 Monday
                check ME4494
                reserve ME4494 8:30-9:30 Monday
                delete ME4494 8:30-9:30 Monday
                quit
                """);
        try (JavaProcess pipe = JavaProcess.jar("pipe", Services.jar("reservation-client"))
                .arguments(cluster.group(), Integer.toString(cluster.port()))
                .arguments("--ringcast.user=piper", "--ringcast.interface=lo", "--logging.level.root=OFF")
                .input(commands)
                .start(directory)) {
            assertThat(pipe.awaitExit(Duration.ofMinutes(2))).as(pipe.output()).isZero();
            List<String> lines = pipe.output().lines().toList();
            assertThat(lines).containsSubsequence("ME4494", "SA412", "8:30-9:30", "Monday 8:30-9:30 piper");
            assertThat(lines.stream().filter("SA412"::equals)).hasSize(1);
            assertThat(lines.stream().filter("Monday 8:30-9:30 piper"::equals)).hasSize(1);
        }
    }

    @Test
    void everyPathOfAServerAnswersWithItsCodes() {
        assertThat(server.get("/api/rooms").json()).hasSize(5);
        assertThat(server.get("/api/days").json()).hasSize(5);
        assertThat(server.get("/api/timeslots").json()).hasSize(11);
        Map<String, String> slot = Map.of("room", "SA412", "timeslot", "8:30-9:30", "day", "Friday", "holder", "carol");
        assertThat(server.post("/api/reservations", slot).status()).isEqualTo(201);
        assertProblem(server.post("/api/reservations", slot), 409);
        assertThat(server.get("/api/reservations?room=SA412&holder=carol").json())
                .hasSize(1);
        assertThat(cluster.server("s3")
                        .rest()
                        .get("/api/reservations?holder=carol")
                        .json())
                .as("the same on another server")
                .hasSize(1);
        assertThat(server.delete("/api/reservations/SA412/Friday/8:30-9:30").status())
                .isEqualTo(204);
        assertProblem(server.delete("/api/reservations/SA412/Friday/8:30-9:30"), 404);
        assertProblem(server.delete("/api/reservations/X1/Friday/8:30-9:30"), 404);
        assertProblem(server.post("/api/reservations", "{"), 400);
        assertProblem(server.post("/api/reservations", "{}"), 400);
        assertProblem(server.get("/api/nothing"), 404);
        assertThat(server.get("/api/log").json()).isNotEmpty();
        assertProblem(server.get("/api/log?limit=0"), 400);
        assertThat(server.get("/api/trace").status()).isEqualTo(200);
        assertThat(server.get("/actuator/health").json().path("status").asString())
                .isEqualTo("UP");
        assertThat(server.get("/actuator/info").status()).isEqualTo(200);
        assertThat(server.get("/actuator/metrics").status()).isEqualTo(200);
        assertThat(server.get("/actuator/prometheus").status()).isEqualTo(200);
    }

    @Test
    void theDescriptionsOfTheApisExplainEverything() {
        ApiReview server = ApiReview.of(cluster.server("s1").rest());
        assertThat(server.shortcomings()).isEmpty();
        assertThat(server.api().path("paths").propertyNames()).contains("/api/reservations/{room}/{day}/{timeslot}");
        assertThat(ApiReview.of(client.rest()).shortcomings()).isEmpty();
    }

    @Test
    void theReplicasTellTheSameAndThatOneLineOfTheFilesWasSkipped() {
        cluster.awaitSameState(Duration.ofSeconds(10));
        for (ServerProcess each : cluster.running()) {
            JsonNode replica = each.replica().orElseThrow();
            assertThat(replica.path("name").asString()).isEqualTo(each.name());
            assertThat(replica.path("skippedReservations").asInt()).isEqualTo(1);
            assertThat(replica.path("members"))
                    .extracting(JsonNode::asString)
                    .containsExactlyInAnyOrder("s1", "s2", "s3");
        }
        assertThat(cluster.coordinator().name()).isIn("s1", "s2", "s3");
    }

    private List<String> command(String line) {
        JsonNode answer = client.answer(line);
        List<String> result = new ArrayList<>(List.of(answer.path("status").asString()));
        answer.path("lines").forEach(l -> result.add(l.asString()));
        return result;
    }

    /** The servers that replied. A server may reply twice if the client repeated the command. */
    private static Set<String> serversOf(JsonNode entry) {
        Set<String> servers = new TreeSet<>();
        entry.path("replies").forEach(reply -> servers.add(reply.path("server").asString()));
        return servers;
    }

    private static void assertProblem(Rest.Response answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
