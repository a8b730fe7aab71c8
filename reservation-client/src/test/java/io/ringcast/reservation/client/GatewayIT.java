package io.ringcast.reservation.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.ReservationRequest;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.protocol.transport.Datagrams;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole client program but for its terminal, against a fake server. */
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "reservation.group=239.255.79.1",
            "reservation.retry-first=40ms",
            "reservation.retry-max=100ms",
            "reservation.attempts=3",
            "ringcast.user=alice",
            "management.endpoint.health.show-details=always",
            "management.endpoints.web.exposure.include=health,prometheus"
        })
class GatewayIT {
    @DynamicPropertySource
    static void port(DynamicPropertyRegistry registry) throws IOException {
        try (var probe = new DatagramSocket(0)) {
            int free = probe.getLocalPort();
            registry.add("reservation.port", () -> free);
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Datagrams datagrams;

    @Autowired
    ReservationGroup group;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<FakeServer> servers = new ArrayList<>();

    @AfterEach
    void closeServers() {
        servers.forEach(FakeServer::close);
    }

    @Test
    void aCommandIsAnsweredWithItsOutcomeAndHistoryShowsEveryReply() throws Exception {
        server("s1", Status.OK);
        server("s2", Status.OK);

        String answer = command("reserve ME4494 8:30-9:30 Monday");

        assertThat(answer)
                .contains("\"status\":\"OK\"")
                .contains("\"lines\":[\"Reserved ME4494 8:30-9:30 Monday for alice.\"]")
                .containsPattern("\"from\":\"s[12]\"")
                .contains("\"latencyMicros\":");
        await().untilAsserted(() -> assertThat(get("/api/history").body())
                .contains("\"command\":\"reserve ME4494 8:30-9:30 Monday\"")
                .contains("\"server\":\"s1\"", "\"server\":\"s2\"")
                .contains("\"equal\":true")
                .doesNotContain("\"equal\":false"));
    }

    @Test
    void aWrongLineSaysWhatWouldHaveBeenRight() throws Exception {
        assertThat(command("reserve ME4494"))
                .contains("\"status\":\"BAD_COMMAND\"")
                .contains("reserve <room> <timeslot> <day>");
        assertThat(command("check " + "x".repeat(65)))
                .contains("\"status\":\"BAD_COMMAND\"")
                .contains("a room has 1 to 64 characters");
    }

    @Test
    void withoutServersACommandIsUnavailableAndHealthIsDown() throws Exception {
        assertThat(command("rooms"))
                .contains("\"status\":\"UNAVAILABLE\"")
                .contains("no server answered")
                .contains("Is a server running for 239.255.79.1:");
        assertThat(get("/actuator/health").statusCode()).isEqualTo(503);
    }

    @Test
    void aChangeThatNoServerDecidesIsUnknownAndNotRefused() throws Exception {
        assertThat(command("reserve ME4494 8:30-9:30 Monday"))
                .contains("\"status\":\"UNKNOWN\"", "no server answered", "may have been made", "'check ME4494' tells")
                .containsPattern("\"id\":\"\\w+-1\"");

        server("s1", Status.UNAVAILABLE);
        assertThat(command("delete ME4494 8:30-9:30 Monday"))
                .contains("\"status\":\"UNKNOWN\"", "too few or still joining", "may have been deleted");
        assertThat(command("check ME4494")).contains("\"status\":\"UNAVAILABLE\"");
        assertThat(get("/api/history").body()).contains("\"status\":\"UNKNOWN\"");
    }

    @Test
    void healthIsUpWhileAServerAnswersAndDownOnceTwoContradictEachOther() throws Exception {
        server("s1", Status.OK);
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);

        server("s2", Status.NOT_RESERVED);
        command("delete ME4494 8:30-9:30 Monday");

        await().untilAsserted(() ->
                assertThat(get("/actuator/health").body()).contains("\"status\":\"DOWN\"", "\"divergences\":1"));
        assertThat(get("/actuator/prometheus").body()).contains("ringcast_divergences_total 1.0");
    }

    @Test
    void garbageAtTheClientsPortIsCountedAndHarmless() throws Exception {
        server("s1", Status.OK);
        command("rooms");
        InetSocketAddress clientPort = servers.getFirst().lastAsker();
        long seed = new Random().nextLong();
        var random = new Random(seed);
        try (var socket = new DatagramSocket()) {
            for (int i = 0; i < 2000; i++) {
                byte[] bytes = new byte[random.nextInt(1500)];
                random.nextBytes(bytes);
                socket.send(new DatagramPacket(bytes, bytes.length, clientPort));
            }
        }

        // What does not fit the socket's buffer beside the garbage is lost like any datagram; then it goes on.
        await().untilAsserted(() -> assertThat(command("reserve ME4494 8:30-9:30 Monday"))
                .as("seed %d", seed)
                .contains("\"status\":\"OK\""));
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus").body())
                .contains("ringcast_datagrams_malformed_total{endpoint=\"client\"}");
    }

    @Test
    void theRoomsOfAUserAndWhatIsFreeAreListedAsTheyCanBeTypedAgain() throws Exception {
        servers.add(new FakeServer(datagrams, group.address(), GatewayIT::ofTwoRooms));

        assertThat(command("mine")).contains("\"lines\":[\"\\\"Room 12\\\" 9:30-10:30 Monday\"]");
        assertThat(command("free Monday"))
                .contains("\"lines\":[\"ME4494 8:30-9:30 Monday\",\"ME4494 9:30-10:30 Monday\"]");
        assertThat(command("free Monday 8:30-9:30")).contains("\"lines\":[\"ME4494 8:30-9:30 Monday\"]");
        assertThat(command("free Tuesday 8:30-9:30")).contains("ME4494 8:30-9:30 Tuesday", "Room 12");
    }

    @Test
    void aNearMissIsAnsweredWithTheNearestName() throws Exception {
        servers.add(new FakeServer(datagrams, group.address(), GatewayIT::ofTwoRooms));

        assertThat(command("chekc ME4494")).contains("There is no command 'chekc'; did you mean check?");
        assertThat(command("check me4494"))
                .contains("UNKNOWN_ROOM: there is no room 'me4494'; did you mean ME4494? 'rooms' lists them.");
        assertThat(command("free Mon")).contains("UNKNOWN_DAY: there is no day 'Mon'; did you mean Monday?");
        assertThat(command("free Monday 8:30"))
                .contains("UNKNOWN_TIMESLOT: there is no timeslot '8:30'; did you mean 8:30-9:30?");
        assertThat(command("check X")).contains("there is no room 'X'; 'rooms' lists them.");
    }

    @Test
    void withoutServersAnOverviewIsUnavailable() throws Exception {
        assertThat(command("mine")).contains("\"status\":\"UNAVAILABLE\"", "Is a server running");
        server("s1", Status.UNAVAILABLE);
        assertThat(command("free Monday")).contains("\"status\":\"UNAVAILABLE\"");
    }

    /** Room 12 is taken on Monday: once by alice, once by bob. */
    private static List<Reply> ofTwoRooms(ReservationRequest request) {
        Reply.Body body = switch (request.command()) {
            case ReservationCommand.Rooms r -> new Reply.NameList(List.of("ME4494", "Room 12"));
            case ReservationCommand.Days d -> new Reply.NameList(List.of("Monday", "Tuesday"));
            case ReservationCommand.Timeslots t -> new Reply.NameList(List.of("8:30-9:30", "9:30-10:30"));
            case ReservationCommand.Check c ->
                new Reply.ReservationList(
                        c.room().equals("Room 12")
                                ? List.of(
                                        new Reply.ReservedSlot("Monday", "8:30-9:30", "bob"),
                                        new Reply.ReservedSlot("Monday", "9:30-10:30", "alice"))
                                : List.of());
            case ReservationCommand.SlotCommand c -> Reply.EMPTY;
        };
        boolean unknown = request.command() instanceof ReservationCommand.Check check
                && !List.of("ME4494", "Room 12").contains(check.room());
        return List.of(Reply.of(
                request.id(),
                request.attempt(),
                "s1",
                1,
                unknown ? Status.UNKNOWN_ROOM : Status.OK,
                unknown ? Reply.EMPTY : body));
    }

    private void server(String name, Status status) {
        servers.add(new FakeServer(datagrams, group.address(), request -> List.of(reply(request, name, status))));
    }

    private static Reply reply(ReservationRequest request, String server, Status status) {
        return Reply.of(request.id(), request.attempt(), server, 1, status, Reply.EMPTY);
    }

    private String command(String line) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                request("/api/commands")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"line\":\"" + line + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }
}
