package io.ringcast.reservation.server.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.console.web.WaitingCommands;
import io.ringcast.reservation.server.calendar.DayNames;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.domain.State;
import io.ringcast.reservation.server.files.DataFiles;
import io.ringcast.reservation.server.web.FakeReservationService;
import io.ringcast.reservation.server.web.Submissions;
import io.ringcast.reservation.server.web.calendar.CalendarText.Origin;
import java.io.UnsupportedEncodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

class ExportsTests {
    private static final Catalog CATALOG = new Catalog(
            Names.of("ME4494", "SA314"), Names.of("8:30-9:30", "19:30-21:00", "late"), Names.of("Monday", "Someday"));
    private static final State STATE = State.of(
            CATALOG,
            List.of(
                    new Reservation(new Slot("ME4494", "8:30-9:30", "Monday"), "bob", "file-1", 0),
                    new Reservation(
                            new Slot("ME4494", "19:30-21:00", "Monday"),
                            "O'Neill, \"Jo\"; =1",
                            "c-1",
                            1_700_000_000_000L),
                    new Reservation(new Slot("SA314", "late", "Monday"), "Zoë", "c-2", 1_700_000_000_000L),
                    new Reservation(new Slot("SA314", "8:30-9:30", "Someday"), "dave", "c-3", 1_700_000_000_000L)));

    private final FakeReservationService full = new FakeReservationService(STATE);
    private final FakeReservationService empty = new FakeReservationService(State.of(CATALOG));

    @TempDir
    private Path directory = Path.of("");

    @ControllerAdvice
    static class Problems extends ResponseEntityExceptionHandler {}

    @Test
    void whatIsExportedAsATableAndImportedIntoAnEmptyGroupIsTheSame() throws UnsupportedEncodingException {
        MvcTestResult exported = get("/api/reservations.csv");
        assertThat(exported).hasStatusOk().hasContentTypeCompatibleWith("text/csv");

        assertThat(importInto(empty, exported.getResponse().getContentAsString()))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("{\"reserved\":4,\"refused\":[],\"refusedCount\":0,\"unknown\":[]}");
        assertThat(holders(empty.state)).isEqualTo(holders(STATE)).hasSize(4);
    }

    @Test
    void theCalendarHasWhatIsReservedAndWhatWasDeleted() {
        full.submit(new Command.DeleteReservation(new Slot("ME4494", "8:30-9:30", "Monday"), "eve"), Duration.ZERO);

        MvcTestResult all = get("/api/reservations.ics");
        assertThat(all)
                .hasStatusOk()
                .hasContentTypeCompatibleWith("text/calendar")
                .hasHeader("Ringcast-Left-Out", "2");
        assertThat(all)
                .bodyText()
                .contains("SUMMARY:ME4494: bob", "STATUS:CANCELLED", "SUMMARY:ME4494: O'Neill\\, \"Jo\"\\; =1");
        assertThat(get("/api/reservations.ics?holder=bob"))
                .bodyText()
                .contains("SUMMARY:ME4494: bob")
                .doesNotContain("O'Neill");
        assertThat(get("/api/reservations.ics?room=SA314"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("VEVENT");
        assertThat(get("/api/reservations.ics?room=X")).hasStatus(404);
    }

    @Test
    void theServersOwnFormatIsReadByTheServerAgain() throws Exception {
        MvcTestResult answer = get("/api/reservations.txt");
        assertThat(answer).hasStatusOk().hasHeader("Ringcast-Left-Out", "0");
        Files.writeString(
                directory.resolve("reservations.txt"), answer.getResponse().getContentAsString());
        Files.write(directory.resolve("rooms.txt"), CATALOG.rooms().inOrder());
        Files.write(directory.resolve("timeslots.txt"), CATALOG.timeslots().inOrder());
        Files.write(directory.resolve("days.txt"), CATALOG.days().inOrder());

        DataFiles.InitialData read = DataFiles.read(directory);
        assertThat(read.warnings()).isEmpty();
        assertThat(holders(read.state())).isEqualTo(holders(STATE));
    }

    @Test
    void aServerBelowMinMembersExportsNothing() {
        full.available = false;
        assertThat(get("/api/reservations.csv")).hasStatus(503);
    }

    private static Map<Slot, String> holders(State state) {
        return state.reservations().all().stream().collect(Collectors.toMap(Reservation::slot, Reservation::holder));
    }

    private MvcTestResult get(String path) {
        return http(full).get().uri(path).exchange();
    }

    private static MvcTestResult importInto(FakeReservationService service, String table) {
        return http(service)
                .post()
                .uri("/api/reservations/import")
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .content(table)
                .exchange();
    }

    private static MockMvcTester http(FakeReservationService service) {
        var submissions = new Submissions(service, new WaitingCommands());
        return MockMvcTester.create(MockMvcBuilders.standaloneSetup(
                        new ExportsController(submissions),
                        new ImportController(submissions),
                        new CalendarController(
                                submissions, new Origin(ZoneId.of("UTC"), new DayNames(Locale.ENGLISH), "g")))
                .setControllerAdvice(new Problems())
                .build());
    }
}
