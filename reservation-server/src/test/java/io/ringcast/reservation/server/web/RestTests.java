package io.ringcast.reservation.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.console.web.WaitingCommands;
import io.ringcast.replication.boot.BackupController;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Conflict;
import io.ringcast.reservation.server.domain.Conflicts;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.domain.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

class RestTests {
    private static final Slot SLOT = new Slot("ME4494", "8:30-9:30", "Monday");
    private static final State STATE = State.of(
            new Catalog(
                    Names.of("ME4494", "SA314"), Names.of("8:30-9:30", "9:30-10:30"), Names.of("Monday", "Tuesday")),
            List.of(
                    new Reservation(new Slot("SA314", "8:30-9:30", "Monday"), "bob", "file-1", 0),
                    new Reservation(new Slot("ME4494", "9:30-10:30", "Tuesday"), "bob", "b-1", 1_700_000_000_000L),
                    new Reservation(new Slot("ME4494", "9:30-10:30", "Monday"), "carol", "c-1", 1_700_000_000_000L)));

    private final FakeReservationService service = new FakeReservationService(STATE);
    private final Submissions submissions = new Submissions(service, new WaitingCommands());
    private final MockMvcTester http = MockMvcTester.create(MockMvcBuilders.standaloneSetup(
                    new CatalogController(submissions),
                    new ReservationsController(submissions),
                    new FreeController(submissions),
                    new ReplicaController(service),
                    new BackupController(service))
            .setControllerAdvice(new Problems())
            .build());

    @ControllerAdvice
    static class Problems extends ResponseEntityExceptionHandler {}

    @Test
    void theCatalogIsListed() {
        assertThat(get("/api/rooms")).hasStatusOk().bodyJson().isStrictlyEqualTo("[\"ME4494\",\"SA314\"]");
        assertThat(get("/api/days")).hasStatusOk().bodyJson().isStrictlyEqualTo("[\"Monday\",\"Tuesday\"]");
        assertThat(get("/api/timeslots")).hasStatusOk().bodyJson().isStrictlyEqualTo("[\"8:30-9:30\",\"9:30-10:30\"]");
    }

    @Test
    void reservationsAreListedByRoomDayAndTimeslot() {
        assertThat(get("/api/reservations")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
            [{"room":"ME4494","timeslot":"9:30-10:30","day":"Monday","holder":"carol","requestId":"c-1",
              "time":"2023-11-14T22:13:20Z"},
             {"room":"ME4494","timeslot":"9:30-10:30","day":"Tuesday","holder":"bob","requestId":"b-1",
              "time":"2023-11-14T22:13:20Z"},
             {"room":"SA314","timeslot":"8:30-9:30","day":"Monday","holder":"bob","requestId":"file-1"}]\
            """);
    }

    @ParameterizedTest
    @CsvSource({
        "room=ME4494, 2",
        "holder=bob, 2",
        "day=Monday, 2",
        "timeslot=8:30-9:30, 1",
        "room=ME4494&holder=bob, 1",
        "room=SA314&timeslot=9:30-10:30, 0",
        "holder=bo, 0"
    })
    void reservationsAreFilteredByEveryGivenParameter(String query, int count) {
        assertThat(get("/api/reservations?" + query))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.length()")
                .isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "room=X, UNKNOWN_ROOM",
        "room=ME4494&timeslot=X, UNKNOWN_TIMESLOT",
        "day=X, UNKNOWN_DAY",
        "day=X&timeslot=X&room=X, UNKNOWN_ROOM"
    })
    void aFilterByAnUnknownNameIsNotFound(String query, String code) {
        assertProblem(get("/api/reservations?" + query), 404, code);
    }

    @Test
    void theFreeSlotsOfADayAreListed() {
        assertThat(get("/api/free?day=Monday")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
            [{"room":"ME4494","timeslot":"8:30-9:30","day":"Monday"},
             {"room":"SA314","timeslot":"9:30-10:30","day":"Monday"}]""");
        assertThat(get("/api/free?day=Monday&timeslot=9:30-10:30")).bodyJson().isStrictlyEqualTo("""
            [{"room":"SA314","timeslot":"9:30-10:30","day":"Monday"}]""");
        assertProblem(get("/api/free?day=X"), 404, "UNKNOWN_DAY");
        assertThat(get("/api/free")).hasStatus(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/reservations?room=me4494, ME4494, There is no room me4494; did you mean ME4494? GET /api/rooms lists the rooms.",
        "/api/free?day=Mon, Monday, There is no day Mon; did you mean Monday? GET /api/days lists the days."
    })
    void aNearMissIsAnsweredWithTheNearestName(String uri, String nearest, String detail) {
        assertThat(get(uri)).bodyJson().extractingPath("$.nearest").isEqualTo(nearest);
        assertThat(get(uri)).bodyJson().extractingPath("$.detail").isEqualTo(detail);
        assertThat(reserve("ME4494", "8:30-930", "Monday", "alice"))
                .bodyJson()
                .extractingPath("$.nearest")
                .isEqualTo("8:30-9:30");
        assertThat(reserve("X", "8:30-9:30", "Monday", "alice"))
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("There is no room X; GET /api/rooms lists the rooms.");
    }

    @Test
    void aReservationIsMadeAndItsAddressGiven() {
        MvcTestResult result = reserve("ME4494", "8:30-9:30", "Monday", "alice");

        assertThat(result).hasStatus(201).hasHeader("Location", "/api/reservations/ME4494/Monday/8:30-9:30");
        assertThat(result).bodyJson().extractingPath("$.holder").isEqualTo("alice");
        assertThat(service.state.reservations().at(SLOT))
                .hasValueSatisfying(made -> assertThat(made.holder()).isEqualTo("alice"));
    }

    @Test
    void whoeverIsSignedInIsTheHolderUnlessAnotherIsNamed() {
        assertThat(reserveAs("alice", "operator", "8:30-9:30", ""))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.holder")
                .isEqualTo("alice");
        assertProblem(reserveAs("", "", "8:30-9:30", ""), 400, "BAD_COMMAND");
    }

    @Test
    void aBookerReservesAndFreesOnlyInHisOrHerOwnName() {
        assertProblem(reserveAs("alice", "booker", "8:30-9:30", ",\"holder\":\"bob\""), 403, "HELD_BY_ANOTHER");
        assertThat(reserveAs("alice", "booker", "8:30-9:30", ",\"holder\":\"alice\""))
                .hasStatus(201);

        assertProblem(freeAs("dora", "booker", ""), 403, "HELD_BY_ANOTHER");
        assertProblem(freeAs("dora", "booker", "?holder=alice"), 403, "HELD_BY_ANOTHER");
        assertThat(service.state.reservations().at(SLOT)).isPresent();
        assertThat(freeAs("alice", "booker", "")).hasStatus(204);
        assertThat(service.state.reservations().at(SLOT)).isEmpty();
        assertProblem(freeAs("alice", "booker", ""), 404, "NOT_RESERVED");
    }

    private MvcTestResult reserveAs(String user, String role, String timeslot, String more) {
        return http.post()
                .uri("/api/reservations")
                .with(signedIn(user, role))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"room\":\"ME4494\",\"timeslot\":\"" + timeslot + "\",\"day\":\"Monday\"" + more + "}")
                .exchange();
    }

    private MvcTestResult freeAs(String user, String role, String query) {
        return http.delete()
                .uri("/api/reservations/ME4494/Monday/8:30-9:30" + query)
                .with(signedIn(user, role))
                .exchange();
    }

    private static RequestPostProcessor signedIn(String user, String role) {
        return request -> {
            if (!user.isEmpty()) {
                request.setUserPrincipal(() -> user);
                request.addUserRole(role);
            }
            return request;
        };
    }

    @Test
    void theAddressOfAReservationIsItsOwnAndAnswers() {
        reserve("ME4494", "8:30-9:30", "Monday", "alice");

        assertThat(get("/api/reservations/ME4494/Monday/8:30-9:30"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.holder")
                .isEqualTo("alice");
        assertProblem(get("/api/reservations/ME4494/Tuesday/8:30-9:30"), 404, "NOT_RESERVED");
        assertProblem(get("/api/reservations/X/Monday/8:30-9:30"), 404, "UNKNOWN_ROOM");
    }

    @ParameterizedTest
    @CsvSource({
        "LAB;2, /api/reservations/LAB%3B2/Monday/8:30-9:30",
        "A/B, /api/reservations/A%2FB/Monday/8:30-9:30",
        "A%2FB, /api/reservations/A%252FB/Monday/8:30-9:30",
        "St. Zoë?, /api/reservations/St.%20Zo%C3%AB%3F/Monday/8:30-9:30",
        ".., /api/reservations?room=..&day=Monday&timeslot=8%3A30-9%3A30"
    })
    void anyNameHasAnAddress(String room, String address) {
        assertThat(ReservationAddress.of(new Slot(room, "8:30-9:30", "Monday"))).hasToString(address);
    }

    @Test
    void whatNoPathCanNameIsDeletedByParameters() {
        assertThat(delete("/api/reservations?room=SA314&day=Monday&timeslot=8:30-9:30"))
                .hasStatus(204);
        assertThat(service.state.reservations().at(new Slot("SA314", "8:30-9:30", "Monday")))
                .isEmpty();
        assertThat(delete("/api/reservations?room=SA314&day=Monday")).hasStatus(400);
    }

    @Test
    void anUnknownOutcomeIsNoRefusalAndTheTrailTells() {
        service.silent = true;

        MvcTestResult result = reserve("ME4494", "8:30-9:30", "Monday", "alice");

        assertProblem(result, 504, "UNKNOWN_OUTCOME");
        assertThat(result).bodyJson().extractingPath("$.outcome").isEqualTo("unknown");
        assertThat(result).bodyJson().extractingPath("$.type").isEqualTo("urn:ringcast:problem:unknown-outcome");
        assertThat(result).bodyJson().extractingPath("$.requestId").isEqualTo("rest-1");
        assertThat(result).bodyJson().extractingPath("$.lookUp").isEqualTo("/api/log?requestId=rest-1");
        assertThat(get("/api/log?requestId=rest-1"))
                .bodyJson()
                .extractingPath("$[0].status")
                .isEqualTo("OK");
        assertThat(get("/api/log?requestId=rest-2")).bodyJson().isStrictlyEqualTo("[]");
        assertProblem(get("/api/log?requestId=rest"), 400, "BAD_COMMAND");
        assertProblem(delete("/api/reservations/SA314/Monday/8:30-9:30"), 504, "UNKNOWN_OUTCOME");
    }

    @Test
    void aTakenSlotIsAConflictThatNamesTheHolder() {
        reserve("ME4494", "8:30-9:30", "Monday", "alice");

        MvcTestResult result = reserve("ME4494", "8:30-9:30", "Monday", "bob");

        assertProblem(result, 409, "ROOM_TAKEN");
        assertThat(result).bodyJson().extractingPath("$.holder").isEqualTo("alice");
        assertThat(result)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("ME4494 8:30-9:30 Monday is already reserved by alice.");
    }

    @ParameterizedTest
    @CsvSource({"X, Y, Z, UNKNOWN_ROOM", "ME4494, Y, Z, UNKNOWN_TIMESLOT", "ME4494, 8:30-9:30, Z, UNKNOWN_DAY"})
    void unknownNamesAreNotFound(String room, String timeslot, String day, String code) {
        assertProblem(reserve(room, timeslot, day, "alice"), 404, code);
        assertProblem(delete("/api/reservations/" + room + "/" + day + "/" + timeslot), 404, code);
    }

    @Test
    void aReservationIsDeletedOnce() {
        assertThat(delete("/api/reservations/SA314/Monday/8:30-9:30"))
                .hasStatus(204)
                .body()
                .isEmpty();
        assertProblem(delete("/api/reservations/SA314/Monday/8:30-9:30"), 404, "NOT_RESERVED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"room\":\"ME4494\",\"timeslot\":\"8:30-9:30\",\"day\":\"Monday\"}",
                "{\"room\":\"ME4494\",\"timeslot\":\"8:30-9:30\",\"day\":\"Monday\",\"holder\":\" \"}",
                "{\"room\":\"ME4494\",\"timeslot\":\"8:30-9:30\",\"day\":\"Monday\",\"holder\":\"a\\u0000\"}",
                "{\"room\":\"ME4494\",\"timeslot\":\"8:30-9:30\",\"day\":\"Monday\",\"holder\":\"a\\ud800\"}"
            })
    void aBodyThatIsNoReservationIsRefused(String body) {
        assertProblem(post(body), 400, "BAD_COMMAND");
    }

    @Test
    void aHolderIsCountedInCodePoints() {
        assertThat(reserve("ME4494", "8:30-9:30", "Monday", "😀".repeat(64))).hasStatus(201);
        assertProblem(reserve("ME4494", "8:30-9:30", "Tuesday", "😀".repeat(65)), 400, "BAD_COMMAND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "nonsense"})
    void aBodyThatIsNotJsonIsRefused(String body) {
        assertThat(post(body)).hasStatus(400).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void aServerThatMayNotAnswerSaysSo() {
        service.available = false;

        for (String path : List.of("/api/rooms", "/api/days", "/api/timeslots", "/api/reservations")) {
            assertProblem(get(path), 503, "UNAVAILABLE");
        }
        assertProblem(reserve("ME4494", "8:30-9:30", "Monday", "alice"), 503, "UNAVAILABLE");
        assertProblem(delete("/api/reservations/SA314/Monday/8:30-9:30"), 503, "UNAVAILABLE");
        assertThat(get("/api/replica")).bodyJson().extractingPath("$.state").isEqualTo("MINORITY");
    }

    @Test
    void theReplicaTellsItsPlaceInTheGroupAndItsConflicts() {
        Conflict conflict = new Conflict(
                Conflict.Disagreement.RESERVED_TWICE,
                SLOT,
                new Conflict.Party("alice", "a-1"),
                new Conflict.Party("bob", "b-2"),
                1_700_000_000_000L);
        service.state = new State(STATE.catalog(), STATE.reservations(), Conflicts.of(3, List.of(conflict)));

        assertThat(get("/api/replica")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
            {"name":"s1","state":"ACTIVE","epoch":1,"index":0,"digest":"cafe","pending":0,"queued":0,"coordinator":"s2","members":["s2","s1"],
             "reservations":3,"conflictCount":3,
             "conflicts":[{"kind":"RESERVED_TWICE","room":"ME4494","timeslot":"8:30-9:30","day":"Monday",
               "keptHolder":"alice","keptRequestId":"a-1","lostHolder":"bob","lostRequestId":"b-2",
               "time":"2023-11-14T22:13:20Z"}],
             "lostChanges":0,"forgottenChanges":0,
             "skippedReservations":1,"duplicateLines":2,"catalogDiffers":false,"failure":null,
             "store":{"directory":"/var/lib/ringcast/s1","found":"EXISTING","index":7,
               "newestChange":"2023-11-14T22:13:20Z"}}\
            """);
    }

    @Test
    void aBackupTellsWhereItIsAndWhatIsInIt() {
        assertThat(http.post().uri("/api/backup").exchange())
                .hasStatus(201)
                .bodyJson()
                .isStrictlyEqualTo("""
                    {"path":"/var/backups/s1-today","index":7,"digest":"cafe","bytes":4096}\
                    """);
        service.available = false;
        assertThat(http.post().uri("/api/backup").exchange())
                .hasStatus(503)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void theLogTellsWhoChangedWhatWhenAndWithWhatOutcome() {
        reserve("ME4494", "8:30-9:30", "Monday", "alice");
        reserve("ME4494", "8:30-9:30", "Monday", "bob");
        delete("/api/reservations/ME4494/Monday/8:30-9:30?holder=carol");

        assertThat(get("/api/log")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
            [{"index":1,"requestId":"rest-1","time":"2023-11-14T22:13:20.001Z","type":"reserve",
              "room":"ME4494","timeslot":"8:30-9:30","day":"Monday","holder":"alice","status":"OK"},
             {"index":2,"requestId":"rest-2","time":"2023-11-14T22:13:20.002Z","type":"reserve",
              "room":"ME4494","timeslot":"8:30-9:30","day":"Monday","holder":"bob","status":"ROOM_TAKEN"},
             {"index":3,"requestId":"rest-3","time":"2023-11-14T22:13:20.003Z","type":"delete",
              "room":"ME4494","timeslot":"8:30-9:30","day":"Monday","holder":"carol","status":"OK"}]\
            """);
        assertThat(get("/api/log?after=1&limit=1"))
                .bodyJson()
                .extractingPath("$[*].index")
                .asArray()
                .containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=-1", "after=x", "limit=0", "limit=10001"})
    void aPageOfTheLogThatCannotBeIsRefused(String query) {
        assertThat(get("/api/log?" + query)).hasStatus(400).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private MvcTestResult get(String uri) {
        return http.get().uri(uri).exchange();
    }

    private MvcTestResult delete(String uri) {
        return http.delete().uri(uri).exchange();
    }

    private MvcTestResult post(String body) {
        return http.post()
                .uri("/api/reservations")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult reserve(String room, String timeslot, String day, String holder) {
        return post("{\"room\":\"%s\",\"timeslot\":\"%s\",\"day\":\"%s\",\"holder\":\"%s\"}"
                .formatted(room, timeslot, day, holder));
    }

    private static void assertProblem(MvcTestResult result, int status, String code) {
        assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).bodyJson().extractingPath("$.code").isEqualTo(code);
        assertThat(result).bodyJson().extractingPath("$.detail").asString().isNotBlank();
    }
}
