package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A change that may have been made is never reported as refused. */
class UnknownOutcomeIT {
    private static final String RESERVATION =
            "{\"room\":\"SA412\",\"timeslot\":\"8:30-9:30\",\"day\":\"Friday\",\"holder\":\"eve\"}";
    private static final String TABLE = "room,timeslot,day,holder\nSA412,9:30-10:30,Friday,eve\n";
    private static final List<SlotName> SLOTS =
            List.of(new SlotName("SA412", "8:30-9:30", "Friday"), new SlotName("SA412", "9:30-10:30", "Friday"));

    @TempDir
    Path directory;

    @Test
    void aReservationThatIsMadeLaterWasNotCalledRefusedAndTheTrailFindsIt() throws Exception {
        try (Cluster cluster =
                Cluster.onLoopback(directory).with("--reservation.min-members=2", "--reservation.suspect-after=1s")) {
            cluster.start("s1", "s2");
            ServerProcess asked = cluster.coordinator();
            ServerProcess other = cluster.running().stream()
                    .filter(server -> !server.equals(asked))
                    .findFirst()
                    .orElseThrow();

            other.process().pause();
            Rest.Response unknown = asked.rest().post("/api/reservations", RESERVATION);

            assertThat(unknown.status()).as(unknown.body()).isEqualTo(504);
            JsonNode problem = unknown.json();
            assertThat(problem.path("outcome").asString()).isEqualTo("unknown");
            assertThat(problem.path("code").asString()).isEqualTo("UNKNOWN_OUTCOME");

            Awaitility.await().until(() -> asked.isInState("MINORITY"));
            Rest.Response refused =
                    asked.rest().post("/api/reservations", RESERVATION.replace("8:30-9:30", "10:30-11:30"));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().path("code").asString()).isEqualTo("UNAVAILABLE");

            other.process().resume();
            cluster.awaitSameState(Duration.ofSeconds(30));
            Map<SlotName, String> reservations = other.reservations();
            assertThat(reservations).containsEntry(SLOTS.getFirst(), "eve");
            assertThat(reservations).doesNotContainKey(new SlotName("SA412", "10:30-11:30", "Friday"));
            for (ServerProcess server : cluster.running()) {
                JsonNode found =
                        server.rest().get(problem.path("lookUp").asString()).json();
                assertThat(found.path(0).path("status").asString()).isEqualTo("OK");
                assertThat(found.path(0).path("holder").asString()).isEqualTo("eve");
            }
        }
    }

    @Test
    void aLineOfAnImportThatIsReservedLaterWasNotCalledRefused() throws Exception {
        try (Cluster cluster =
                Cluster.onLoopback(directory).with("--reservation.min-members=2", "--reservation.suspect-after=1s")) {
            cluster.start("s1", "s2");
            ServerProcess asked = cluster.coordinator();
            ServerProcess other = cluster.running().stream()
                    .filter(server -> !server.equals(asked))
                    .findFirst()
                    .orElseThrow();

            other.process().pause();
            Rest.Response report = asked.rest().post("/api/reservations/import", "text/csv", TABLE);
            other.process().resume();

            assertThat(report.json().path("refused")).as(report.body()).isEmpty();
            assertThat(report.json().path("unknown").path(0).path("line").asInt())
                    .isEqualTo(2);
            cluster.awaitSameState(Duration.ofSeconds(30));
            assertThat(other.reservations()).containsEntry(SLOTS.getLast(), "eve");
        }
    }

    @Test
    void aClientThatIsEndedWhileACommandIsUnderWaySaysThatItsOutcomeIsUnknown() {
        try (JavaProcess client = JavaProcess.service("client", "reservation-client")
                .arguments(Ports.group(), Integer.toString(Ports.freeUdpPair()))
                .arguments("--server.port=0")
                .start(directory)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> client.output().contains("is at http"));
            client.type("reserve ME4494 8:30-9:30 Monday");
            Awaitility.await().until(() -> isUnderWay(client));

            client.stop();

            assertThat(client.output())
                    .contains("UNKNOWN: the process ends before 'reserve ME4494 8:30-9:30 Monday' was answered")
                    .contains("may have been made")
                    .contains("'check ME4494' tells");
        }
    }

    /** Whether the client's history tells of a command. */
    private static boolean isUnderWay(JavaProcess client) {
        String address = client.output()
                .lines()
                .filter(line -> line.contains("is at http"))
                .findFirst()
                .orElseThrow();
        int port =
                Integer.parseInt(address.substring(address.lastIndexOf(':') + 1).strip());
        return new Rest("127.0.0.1", port).get("/api/history").body().contains("reserve ME4494");
    }
}
