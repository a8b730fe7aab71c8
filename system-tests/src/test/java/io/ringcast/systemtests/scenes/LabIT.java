package io.ringcast.systemtests.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.JsonNode;

/** What the controls of the lab do, they really do; and nothing of it is possible elsewhere. */
class LabIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void whatIsDoneToAProcessIsDoneAndAllEndWithTheLab(@TempDir Path directory) {
        List<Long> children = new ArrayList<>();
        try (LabService lab = LabService.start(directory)) {
            lab.lab()
                    .path("processes")
                    .forEach(each -> children.add(each.path("pid").asLong()));
            assertThat(children).hasSize(13).allMatch(LabIT::runs);

            aKilledProcessIsGoneAndComesBack(lab);
            aPausedProcessDoesNotAnswerAndGoesOn(lab);
            wrongActionsAreRefusedWithASentence(lab);
            oneDatagramInTwoIsLostAndTheClientStillGetsItsAnswer(lab);
            theTracesOfAllProcessesAreOneRecord(lab);
            theLoadIsAnswered(lab);

            children.clear();
            lab.lab()
                    .path("processes")
                    .forEach(each -> children.add(each.path("pid").asLong()));
            assertThat(lab.act("s2", "pause").status()).isEqualTo(200);
            lab.process().kill(); // It can end nothing any more, and one of its processes is paused.
            await().atMost(SOON).untilAsserted(() -> assertThat(children).noneMatch(LabIT::runs));
        }
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static void aKilledProcessIsGoneAndComesBack(LabService lab) {
        long pid = lab.named("s1").path("pid").asLong();
        assertThat(lab.act("s1", "kill").json().path("state").asString()).isEqualTo("KILLED");
        assertThat(runs(pid)).isFalse();
        assertThat(lab.tell("client", "rooms").json().path("status").asString()).isEqualTo("OK");

        assertThat(lab.act("s1", "restart").status()).isEqualTo(200);
        awaitActive(lab, "s1");
        assertThat(lab.named("s1").path("pid").asLong()).isNotEqualTo(pid);
    }

    private static void awaitActive(LabService lab, String server) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                lab.named(server).path("status").path("state").asString(""))
                        .isEqualTo("ACTIVE"));
    }

    private static void aPausedProcessDoesNotAnswerAndGoesOn(LabService lab) {
        assertThat(lab.act("client", "pause").json().path("state").asString()).isEqualTo("PAUSED");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(lab.named("client").path("status").isNull()).isTrue());
        assertThat(lab.act("client", "resume").json().path("state").asString()).isEqualTo("RUNNING");
        assertThat(lab.tell("client", "rooms").json().path("status").asString()).isEqualTo("OK");
    }

    private static void wrongActionsAreRefusedWithASentence(LabService lab) {
        assertRefused(lab.act("s9", "kill"), "There is no process s9 in the lab.");
        assertRefused(lab.act("s1", "resume"), "s1 is not paused.");
        assertRefused(lab.act("s1", "praise"), "Nobody can praise a process here.");
        assertRefused(lab.rest().post("/api/lab/processes", Map.of("role", "manager")), "There are as many managers");
    }

    private static void assertRefused(Rest.Response response, String sentence) {
        assertThat(response.status()).isEqualTo(409);
        assertThat(response.json().path("detail").asString()).startsWith(sentence);
    }

    private static void oneDatagramInTwoIsLostAndTheClientStillGetsItsAnswer(LabService lab) {
        put(lab, Map.of("loseOneIn", 2, "delayMillis", 0, "jitterMillis", 20));
        for (int i = 0; i < 5; i++) {
            assertThat(lab.tell("client", "timeslots").json().path("status").asString())
                    .isEqualTo("OK");
        }
        put(lab, Map.of("loseOneIn", 0, "delayMillis", 0, "jitterMillis", 0));
        Rest server = new Rest(
                "127.0.0.1", URI.create(lab.named("s2").path("url").asString()).getPort());
        assertThat(server.get("/api/lab/faults").json().path("lost").asLong()).isPositive();
    }

    private static void put(LabService lab, Map<String, Integer> faults) {
        assertThat(lab.rest().put("/api/lab/network", faults).status()).isEqualTo(200);
    }

    private static void theTracesOfAllProcessesAreOneRecord(LabService lab) {
        assertThat(lab.tell("client", "days").json().path("status").asString()).isEqualTo("OK");
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode events = lab.rest().get("/api/lab/events?limit=2000").json();
            assertThat(seen(events, "client", "out", "days", "group")).isTrue();
            for (String server : List.of("s1", "s2", "s3")) {
                assertThat(seen(events, server, "in", "days", "client")).isTrue();
                assertThat(seen(events, server, "out", "reply", "client")).isTrue();
                assertThat(seen(events, "client", "in", "reply", server)).isTrue();
            }
        });
    }

    private static boolean seen(JsonNode events, String process, String direction, String type, String peer) {
        for (JsonNode event : events) {
            if (event.path("process").asString().equals(process)
                    && event.path("direction").asString().equals(direction)
                    && event.path("type").asString().equals(type)
                    && event.path("peer").asString().equals(peer)) {
                return true;
            }
        }
        return false;
    }

    private static void theLoadIsAnswered(LabService lab) {
        assertThat(lab.rest().put("/api/lab/load", Map.of("clients", 4)).status())
                .isEqualTo(200);
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode load = lab.lab().path("load");
            assertThat(load.path("answeredPerSecond").asDouble()).isGreaterThan(2);
            assertThat(load.path("unanswered").asInt()).isZero();
        });
        assertThat(lab.rest().put("/api/lab/load", Map.of("clients", 33)).status())
                .isEqualTo(409);
        assertThat(lab.rest().put("/api/lab/load", Map.of("clients", 0)).status())
                .isEqualTo(200);
    }

    @Test
    void aProcessThatIsNotOnLoopbackIsNoPartOfALab(@TempDir Path directory) {
        JavaProcess outside = JavaProcess.service("outside", "reservation-client")
                .arguments("235.1.1.1", "55555", "--ringcast.lab.ports=42000", "--ringcast.interface=127.0.0.1")
                .start(directory);
        try (outside) {
            assertThat(outside.awaitExit(SOON)).isEqualTo(1);
            assertThat(outside.output()).contains("That is for loopback only, and ringcast.interface is 127.0.0.1");
        }
    }

    @Test
    void aProcessThatWasNotStartedForALabHasNoFaults(@TempDir Path directory) {
        int http = Ports.freeTcp();
        JavaProcess plain = JavaProcess.service("plain", "reservation-client")
                .arguments("235.1.1.1", Integer.toString(Ports.freeUdpPair()), "--server.port=" + http)
                .start(directory);
        try (plain) {
            Rest rest = new Rest("127.0.0.1", http);
            await().atMost(SOON)
                    .ignoreException(ResourceAccessException.class)
                    .until(() -> rest.get("/actuator/health/liveness").status() == 200);
            assertThat(rest.get("/api/lab/faults").status()).isEqualTo(404);
            assertThat(rest.put("/api/lab/faults", Map.of("loseOneIn", 1)).status())
                    .isEqualTo(404);
        }
    }
}
