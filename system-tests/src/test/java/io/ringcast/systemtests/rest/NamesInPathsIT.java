package io.ringcast.systemtests.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** The address that a server gives for a reservation names this one and no other. */
class NamesInPathsIT {
    private static final List<String> ROOMS =
            List.of("LAB", "LAB;2", "LAB;", "A", "A/B", "A%2FB", "A\\B", "..", "St.Zoë", "50%", "what?", "no.1#2");

    /** A reservation, and the address that the server gave for it. */
    private record Made(String room, String address) {}

    @TempDir
    Path directory;

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
            Rest server = cluster.server("s1").rest();
            List<Made> reservations = new ArrayList<>();
            for (String room : ROOMS) {
                reservations.add(new Made(room, reserve(server, room)));
            }
            for (Made made : reservations) {
                assertThat(server.get(made.address).body())
                        .as(made.toString())
                        .contains("\"holder\":" + JsonMapper.shared().writeValueAsString("of " + made.room));
            }
            int left = ROOMS.size();
            for (Made made : reservations) {
                assertThat(server.delete(made.address).status())
                        .as(made.toString())
                        .isEqualTo(204);
                assertThat(cluster.server("s1").reservations())
                        .hasSize(--left)
                        .allSatisfy((slot, holder) -> assertThat(holder).isNotEqualTo("of " + made.room));
            }
        }
    }

    private static String reserve(Rest server, String room) {
        Rest.Response made = server.post(
                "/api/reservations",
                Map.of("room", room, "timeslot", "8:30-9:30", "day", "Monday", "holder", "of " + room));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return requireNonNull(made.headers().getFirst(HttpHeaders.LOCATION));
    }
}
