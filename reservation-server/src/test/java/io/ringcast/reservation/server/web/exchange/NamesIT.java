package io.ringcast.reservation.server.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.Words;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.domain.State;
import io.ringcast.reservation.server.files.DataFiles;
import io.ringcast.reservation.server.web.CatalogController;
import io.ringcast.reservation.server.web.FakeReservationService;
import io.ringcast.reservation.server.web.ReservationsController;
import io.ringcast.reservation.server.web.Submissions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names that files, paths, tables and spreadsheets take for something else, over HTTP and through files. */
@SpringBootTest(
        classes = NamesIT.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.mvc.problemdetails.enabled=true")
class NamesIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> NAMES = names();

    /** Can be in the catalog only in other ways than by a file. */
    private static final List<String> HOLDERS_ONLY = List.of(" a", "a ", "\u3000a", "\u00a0a\u00a0", " \"a\" ", " =1");

    @Configuration
    @EnableAutoConfiguration
    @Import({
        ReservationsController.class,
        ExportsController.class,
        ImportController.class,
        CatalogController.class,
        Submissions.class
    })
    static class Application {
        @Bean
        FakeReservationService service() {
            return new FakeReservationService(empty());
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    FakeReservationService service;

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (JsonNode name : JSON.readTree(Path.of("src/test/resources/nasty-names.json"))) {
            names.add(name.asString());
        }
        return names;
    }

    private static State empty() {
        return State.of(new Catalog(Names.of(NAMES), Names.of(NAMES), Names.of(NAMES)));
    }

    @Test
    void eachNameIsReservedFoundAndFreedAtItsAddress() throws Exception {
        assertThat(NAMES).hasSizeGreaterThanOrEqualTo(40);
        for (int i = 0; i < NAMES.size(); i++) {
            service.state = empty();
            Reservation reservation = reservation(i);
            String body = JSON.writeValueAsString(Map.of(
                    "room", reservation.slot().room(),
                    "timeslot", reservation.slot().timeslot(),
                    "day", reservation.slot().day(),
                    "holder", reservation.holder()));

            HttpResponse<String> made = send("POST", "/api/reservations", "application/json", body);
            assertThat(made.statusCode()).as(body).isEqualTo(201);
            assertThat(JSON.readTree(made.body()).path("room").asString())
                    .isEqualTo(reservation.slot().room());
            assertThat(only(service.state.reservations().all()).holder()).isEqualTo(reservation.holder());
            String address = made.headers().firstValue("Location").orElseThrow();

            HttpResponse<String> found = send("GET", address, "text/plain", "");
            assertThat(found.statusCode()).as(address).isEqualTo(200);
            JsonNode json = JSON.readTree(found.body());
            assertThat((json.isArray() ? json.path(0) : json).path("holder").asString())
                    .as(address)
                    .isEqualTo(reservation.holder());

            assertThat(send("DELETE", address, "text/plain", "").statusCode())
                    .as(address)
                    .isEqualTo(204);
            assertThat(service.state.reservations().size()).isZero();
        }
    }

    @Test
    void tablesAndFilesBringEachNameBack() throws Exception {
        List<Reservation> all = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            all.add(reservation(i));
        }
        for (int i = 0; i < HOLDERS_ONLY.size(); i++) {
            all.add(new Reservation(new Slot(NAMES.get(i), NAMES.get(i), NAMES.get(i)), HOLDERS_ONLY.get(i), "x", 1));
        }
        for (String query : List.of("", "?raw=true")) {
            service.state = State.of(empty().catalog(), all);
            String table = send("GET", "/api/reservations.csv" + query, "text/plain", "")
                    .body();
            service.state = empty();
            HttpResponse<String> report = send("POST", "/api/reservations/import" + query, "text/csv", table);

            assertThat(JSON.readTree(report.body()).path("reserved").asInt())
                    .as(report.body())
                    .isEqualTo(all.size());
            assertThat(words(service.state)).containsExactlyInAnyOrderElementsOf(words(all));
        }
        Files.writeString(
                directory.resolve("reservations.txt"),
                send("GET", "/api/reservations.txt", "text/plain", "").body());
        for (String file : List.of("rooms.txt", "timeslots.txt", "days.txt")) {
            Files.write(directory.resolve(file), NAMES);
        }
        DataFiles.InitialData read = DataFiles.read(directory);
        assertThat(read.warnings()).isEmpty();
        assertThat(words(read.state())).containsExactlyInAnyOrderElementsOf(words(all));
    }

    @Test
    void theCatalogListsEachName() throws Exception {
        for (String list : List.of("rooms", "timeslots", "days")) {
            assertThat(JSON.readTree(
                            send("GET", "/api/" + list, "text/plain", "").body()))
                    .extracting(JsonNode::asString)
                    .isEqualTo(NAMES);
        }
    }

    private static Reservation reservation(int i) {
        int count = NAMES.size();
        Slot slot = new Slot(NAMES.get(i), NAMES.get((i + 1) % count), NAMES.get((i + 2) % count));
        return new Reservation(slot, NAMES.get((i + 3) % count), "x-1", 1);
    }

    private static List<String> words(State state) {
        return words(state.reservations().all());
    }

    private static List<String> words(Collection<Reservation> reservations) {
        return reservations.stream()
                .map(r -> Words.line(
                        r.slot().room(), r.slot().timeslot(), r.slot().day(), r.holder()))
                .toList();
    }

    private static Reservation only(Collection<Reservation> reservations) {
        assertThat(reservations).hasSize(1);
        return reservations.iterator().next();
    }

    private HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", type)
                        .build(),
                BodyHandlers.ofString());
    }
}
