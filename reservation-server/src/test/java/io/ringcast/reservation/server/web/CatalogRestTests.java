package io.ringcast.reservation.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.console.web.WaitingCommands;
import io.ringcast.reservation.server.calendar.DayNames;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.domain.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

class CatalogRestTests {
    private static final Catalog CATALOG = new Catalog(
            Names.of("ME4494", "SA314"), Names.of("8:30-9:30", "9:30-10:30"), Names.of("Monday", "2026-11-20"));
    private static final Reservation ALICES =
            new Reservation(new Slot("ME4494", "8:30-9:30", "2026-11-20"), "alice", "a-1", 1_700_000_000_000L);

    private final FakeReservationService service = new FakeReservationService(State.of(CATALOG, List.of(ALICES)));
    private final CatalogChanges changes = new CatalogChanges(new Submissions(service, new WaitingCommands()));
    private final MockMvcTester http = MockMvcTester.create(MockMvcBuilders.standaloneSetup(
                    new CatalogNamesController(changes),
                    new CatalogPlansController(
                            changes,
                            service,
                            new DayNames(Locale.GERMAN),
                            Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC)),
                    new ReplicaController(service))
            .setControllerAdvice(new Problems())
            .build());

    @ControllerAdvice
    static class Problems extends ResponseEntityExceptionHandler {}

    private MvcTestResult post(String uri, String json) {
        return http.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }

    private MvcTestResult patch(String uri, String json) {
        return http.patch()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }

    private MvcTestResult delete(String uri) {
        return http.delete().uri(uri).exchange();
    }

    private Catalog catalog() {
        return service.state.catalog();
    }

    @Test
    void theWholeCatalogIsTold() {
        assertThat(http.get().uri("/api/catalog").exchange())
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
            {"rooms":["ME4494","SA314"],"timeslots":["8:30-9:30","9:30-10:30"],"days":["Monday","2026-11-20"]}""");
    }

    @Test
    void aNameIsAddedWhereItIsSaid() {
        assertThat(post("/api/catalog/rooms", "{\"name\":\"X/1\",\"after\":\"ME4494\"}"))
                .hasStatus(HttpStatus.CREATED)
                .hasHeader("Location", "/api/catalog/rooms?name=X%2F1")
                .bodyJson()
                .isStrictlyEqualTo("{\"name\":\"X/1\"}");
        assertThat(catalog().rooms()).isEqualTo(Names.of("ME4494", "X/1", "SA314"));
        assertThat(post("/api/catalog/timeslots", "{\"name\":\"7:30-8:30\",\"after\":\"\"}"))
                .hasStatus(HttpStatus.CREATED);
        assertThat(catalog().timeslots()).isEqualTo(Names.of("7:30-8:30", "8:30-9:30", "9:30-10:30"));
        assertThat(post("/api/catalog/days", "{\"name\":\"2026-11-19\"}")).hasStatus(HttpStatus.CREATED);
        assertThat(catalog().days()).isEqualTo(Names.of("Monday", "2026-11-19", "2026-11-20"));
    }

    @Test
    void aNameThatIsThereIsAConflict() {
        assertThat(post("/api/catalog/rooms", "{\"name\":\"SA314\"}"))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("NAME_EXISTS");
        assertThat(patch("/api/catalog/rooms/ME4494", "{\"name\":\"SA314\"}")).hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void aNameIsRenamedAndMovedAndItsReservationsFollow() {
        assertThat(patch("/api/catalog/rooms/ME4494", "{\"name\":\"ME4495\",\"after\":\"SA314\"}"))
                .hasStatus(HttpStatus.NO_CONTENT);
        assertThat(catalog().rooms()).isEqualTo(Names.of("SA314", "ME4495"));
        assertThat(service.state.reservations().of("ME4495")).hasSize(1);
        assertThat(patch("/api/catalog/rooms?name=SA314", "{\"name\":\"..\"}")).hasStatus(HttpStatus.NO_CONTENT);
        assertThat(patch("/api/catalog/rooms?name=..", "{\"name\":\"SA314\"}")).hasStatus(HttpStatus.NO_CONTENT);
    }

    @Test
    void aNameWithReservationsIsRetiredOnlyIfThatIsSaid() {
        assertThat(delete("/api/catalog/rooms/ME4494"))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyJson()
                .isLenientlyEqualTo("""
                    {"code":"STILL_RESERVED","reservations":1,
                     "detail":"The room ME4494 has one reservation. Delete what is reserved first, or with it: ?reservations=delete."}""");
        assertThat(delete("/api/catalog/rooms/ME4494?reservations=all")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(delete("/api/catalog/rooms/ME4494?reservations=delete&requester=carol"))
                .hasStatus(HttpStatus.NO_CONTENT);
        assertThat(catalog().rooms()).isEqualTo(Names.of("SA314"));
        assertThat(delete("/api/catalog/rooms?name=SA314"))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("LAST_NAME");
        assertThat(http.get().uri("/api/log").exchange())
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
            [{"type":"catalog","holder":"rest","status":"STILL_RESERVED",
              "edits":[{"edit":"retire","part":"room","name":"ME4494"}]},
             {"type":"catalog","holder":"carol","status":"OK","deleted":["a-1"],
              "edits":[{"edit":"retire","part":"room","name":"ME4494","reservations":"delete"}]},
             {"type":"catalog","status":"LAST_NAME"}]""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /api/catalog/rooms | {} | 400",
                "POST | /api/catalog/rooms | {\"name\":\"words \"} | 400",
                "POST | /api/catalog/rooms | {\"name\":\"a\\u0000\"} | 400",
                "POST | /api/catalog/rooms | {\"name\":\"X1\",\"after\":\"X2\"} | 404",
                "PATCH | /api/catalog/rooms/X1 | {\"name\":\"X2\"} | 404",
                "PATCH | /api/catalog/rooms/ME4494 | {} | 400",
                "PATCH | /api/catalog/days/Monday | {\"after\":\"X\"} | 404",
                "POST | /api/catalog/weeks | {\"from\":\"tomorrow\",\"weeks\":1} | 400",
                "POST | /api/catalog/weeks | {\"from\":\"2026-11-30\",\"weeks\":0} | 400",
                "POST | /api/catalog/weeks | {\"from\":\"2026-11-30\",\"weeks\":1,\"weekdays\":[\"Funday\"]} | 400",
                "POST | /api/catalog/import | {} | 400",
                "POST | /api/catalog/import | {\"rooms\":[]} | 400",
                "POST | /api/catalog/import | {\"rooms\":[\" b\"]} | 400",
            })
    void whatCannotBeDoneIsAnsweredWithTheReason(String method, String uri, String body, int status) {
        MvcTestResult result = method.equals("POST") ? post(uri, body) : patch(uri, body);

        assertThat(result)
                .hasStatus(status)
                .bodyJson()
                .extractingPath("detail")
                .asString()
                .isNotEmpty();
        assertThat(catalog()).isEqualTo(CATALOG);
    }

    @Test
    void theDatesOfSomeWeeksAreAdded() {
        assertThat(post("/api/catalog/weeks?dryRun=true", "{\"from\":\"2026-11-16\",\"weeks\":2}"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"dryRun\":true,\"reservations\":0}");
        assertThat(catalog()).isEqualTo(CATALOG);

        assertThat(post("/api/catalog/weeks", "{\"from\":\"2026-11-16\",\"weeks\":2}"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                    {"dryRun":false,"edits":[
                      {"edit":"add","part":"day","name":"2026-11-16"},
                      {"edit":"add","part":"day","name":"2026-11-23"}]}""");
        assertThat(catalog().days()).isEqualTo(Names.of("Monday", "2026-11-16", "2026-11-20", "2026-11-23"));
        assertThat(post("/api/catalog/weeks", "{\"from\":\"2026-11-16\",\"weeks\":1,\"weekdays\":[\"Dienstag\"]}"))
                .hasStatusOk();
        assertThat(catalog().days().contains("2026-11-17")).isTrue();
    }

    @Test
    void datesThatAreOverAreRetiredByTheirAge() {
        assertThat(delete("/api/catalog/days?olderThanDays=7"))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("{\"dryRun\":false,\"edits\":[],\"reservations\":0}");
        assertThat(delete("/api/catalog/days?olderThanDays=6"))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("STILL_RESERVED");
        assertThat(delete("/api/catalog/days?olderThanDays=6&reservations=delete"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("reservations")
                .isEqualTo(1);
        assertThat(catalog().days()).isEqualTo(Names.of("Monday"));
        assertThat(delete("/api/catalog/days?olderThanDays=-1")).hasStatus(HttpStatus.BAD_REQUEST);
    }

    @Test
    void aWholeCatalogIsBroughtInAfterADryRun() {
        String wanted = "{\"rooms\":[\"SA314\",\"X1\"]}";
        assertThat(post("/api/catalog/import?dryRun=true", wanted)).hasStatus(HttpStatus.CONFLICT);
        assertThat(post("/api/catalog/import?dryRun=true&reservations=delete", wanted))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                    {"dryRun":true,"reservations":1,"edits":[
                      {"edit":"add","part":"room","name":"X1","after":"SA314"},
                      {"edit":"retire","part":"room","name":"ME4494","reservations":"delete"}]}""");
        assertThat(catalog()).isEqualTo(CATALOG);

        assertThat(post("/api/catalog/import?reservations=delete", wanted)).hasStatusOk();
        assertThat(catalog()).isEqualTo(new Catalog(Names.of("SA314", "X1"), CATALOG.timeslots(), CATALOG.days()));
    }

    @Test
    void withoutABodyTheServersOwnFilesAreBroughtIn() {
        service.files = new Catalog(Names.of("SA314", "ME4494"), CATALOG.timeslots(), Names.of("2026-11-20"));

        assertThat(http.post().uri("/api/catalog/import").exchange()).hasStatusOk();

        assertThat(catalog()).isEqualTo(service.files);
        assertThat(service.state.reservations().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"/api/catalog/rooms, carol", "/api/catalog/rooms?requester=dora, dora"})
    void theAuditTrailNamesWhoIsSignedInUnlessAnotherIsNamed(String uri, String requester) {
        assertThat(http.post()
                        .uri(uri)
                        .principal(() -> "carol")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\":\"AA\"}")
                        .exchange())
                .hasStatus(HttpStatus.CREATED);
        assertThat(http.get().uri("/api/log").exchange())
                .bodyJson()
                .extractingPath("$[0].holder")
                .isEqualTo(requester);
    }
}
