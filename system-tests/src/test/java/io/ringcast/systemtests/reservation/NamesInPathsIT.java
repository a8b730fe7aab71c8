package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.Services;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The address that a server gives for a reservation names this one and no other. */
class NamesInPathsIT {
    private static final List<String> ROOMS =
            List.of("LAB", "LAB;2", "LAB;", "A", "A/B", "A%2FB", "A\\B", "..", "St.Zoë", "50%", "what?", "no.1#2");

    /** A reservation, and the address that the server gave for it. */
    private record Made(String room, URI address) {}

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void eachReservationIsReadAndDeletedAtItsOwnAddress() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        for (String file : List.of("timeslots.txt", "days.txt")) {
            Files.copy(Services.data().resolve(file), data.resolve(file));
        }
        Files.write(data.resolve("rooms.txt"), ROOMS);
        Files.createFile(data.resolve("reservations.txt"));
        try (Cluster cluster = Cluster.onLoopback(directory).withData(data)) {
            cluster.start("s1");
            URI server = cluster.server("s1").rest().address();
            List<Made> reservations = new ArrayList<>();
            for (String room : ROOMS) {
                reservations.add(new Made(room, server.resolve(reserve(server, room))));
            }
            for (Made made : reservations) {
                assertThat(send("GET", made.address).body())
                        .as(made.toString())
                        .contains("\"holder\":" + JsonMapper.shared().writeValueAsString("of " + made.room));
            }
            int left = ROOMS.size();
            for (Made made : reservations) {
                assertThat(send("DELETE", made.address).statusCode())
                        .as(made.toString())
                        .isEqualTo(204);
                assertThat(cluster.server("s1").reservations())
                        .hasSize(--left)
                        .allSatisfy((slot, holder) -> assertThat(holder).isNotEqualTo("of " + made.room));
            }
        }
    }

    private String reserve(URI server, String room) throws Exception {
        String body = JsonMapper.shared()
                .writeValueAsString(
                        Map.of("room", room, "timeslot", "8:30-9:30", "day", "Monday", "holder", "of " + room));
        HttpResponse<String> made = http.send(
                HttpRequest.newBuilder(server.resolve("/api/reservations"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return made.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> send(String method, URI address) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
