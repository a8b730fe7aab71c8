package io.ringcast.reservation.server.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.console.web.WaitingCommands;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.domain.State;
import io.ringcast.reservation.server.web.FakeReservationService;
import io.ringcast.reservation.server.web.Submissions;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

class ImportTests {
    private static final Catalog CATALOG =
            new Catalog(Names.of("ME4494", "SA314"), Names.of("8:30-9:30", "9:30-10:30"), Names.of("Monday"));
    private static final String HEADER = "room,timeslot,day,holder\n";
    private static final Slot ME4494 = new Slot("ME4494", "8:30-9:30", "Monday");
    private static final Slot SA314 = new Slot("SA314", "9:30-10:30", "Monday");
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final FakeReservationService service = new FakeReservationService(State.of(CATALOG));

    @ControllerAdvice
    static class Problems extends ResponseEntityExceptionHandler {}

    static Stream<String> tables() {
        String table = "room,timeslot,day,holder\nME4494,8:30-9:30,Monday,Zoë\nSA314,9:30-10:30,Monday,bob\n";
        return Stream.of(
                table,
                "\uFEFF" + table,
                table.replace(',', ';'),
                table.replace(',', '\t'),
                "sep=;\n" + table.replace(',', ';'),
                "\"sep=;\"\r\n" + table.replace(',', ';').replace("\n", "\r\n"),
                "\uFEFFsep=|\n" + table.replace(',', '|'),
                table.replace(",", ", "),
                table.replace(",", " ,\t "),
                table.replace("\n", "\r"),
                table.replace("\n", "\r\n"),
                "\n\r\n" + table + "\n,,,\n   \n",
                table.strip(),
                table.replace("room,timeslot,day,holder", "ROOM,TimeSlot,Day,Holder"),
                table.replace("room,timeslot,day,holder", "\" room\",\"timeslot\",day,\"holder \""),
                "note,Holder,day,timeslot,room\n\"a\nb\",Zoë,Monday,8:30-9:30,ME4494\n,bob,Monday,9:30-10:30,SA314",
                table.replaceAll("[^,\n]+", "\"$0\""),
                table.replace("Monday,", "Monday,   ").replace("Zoë", "\"Zoë\"  "),
                table.replace("\n", ",,\n"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableIsReadAsPeopleHaveIt(String table) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            service.state = State.of(CATALOG);

            assertThat(importTable(table.getBytes(charset), "text/csv"))
                    .hasStatusOk()
                    .bodyJson()
                    .isStrictlyEqualTo("{\"reserved\":2,\"refused\":[],\"refusedCount\":0,\"unknown\":[]}");
            assertThat(holders()).isEqualTo(Map.of(ME4494, "Zoë", SA314, "bob"));
        }
    }

    @Test
    void aTableInAnotherCharsetIsReadAsTold() {
        String table = HEADER + "ME4494,8:30-9:30,Monday,Zoë\n";

        assertThat(importTable(table.getBytes(WINDOWS), "text/csv;charset=windows-1252"))
                .hasStatusOk();
        assertThat(holders()).isEqualTo(Map.of(ME4494, "Zoë"));
    }

    @Test
    void aTableInAnotherCharsetThatIsNotToldIsRefusedWithTheLineAndTheByte() {
        String table = HEADER + "SA314,8:30-9:30,Monday,bob\nME4494,8:30-9:30,Monday,Zoë\n";

        assertRefused(
                importTable(table.getBytes(WINDOWS), "text/csv"),
                400,
                "The table cannot be read. It is not in UTF-8: line 3 has the byte 0xEB (at offset 78). A table should be in"
                        + " UTF-8 or UTF-16, or in the charset that the Content-Type names, as"
                        + " text/csv;charset=windows-1252 does.");
        assertThat(holders()).isEmpty();
    }

    @Test
    void aCharsetThatIsNotKnownIsRefused() {
        assertThat(importTable(HEADER.getBytes(StandardCharsets.UTF_8), "text/csv;charset=klingon"))
                .hasStatus(415);
    }

    @ParameterizedTest
    @CsvSource({"1F8B0800, a gzip file", "504B0304140006, .xlsx or .ods workbook"})
    void whatIsNoTableIsCalledByItsName(String hex, String name) {
        MvcTestResult refused = importTable(HexFormat.of().parseHex(hex), "text/csv");
        assertThat(refused).hasStatus(400);
        assertThat(refused).bodyJson().extractingPath("$.detail").asString().contains(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|The table is empty.",
                "'\n \n'|The table is empty.",
                "'room,day\nA,B\n'|The first line is \"room,day\".",
                "'ME4494,8:30-9:30,Monday,bob'|The first line is \"ME4494,8:30-9:30,Monday,bob\".",
                "'sep=;\nroom,timeslot,day,holder'|The second line is \"room,timeslot,day,holder\".",
                "'room,room,timeslot,day,holder'|The column room is named twice."
            })
    void aFirstLineThatDoesNotNameTheColumnsIsShown(String table, String detail) {
        assertRefused(
                importTable(table),
                400,
                detail
                        + " The first line should name the columns room, timeslot, day, holder, in any order, separated by"
                        + " commas, semicolons or tabs.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"open", "\"closed\" and on,b,c,d"})
    void aQuoteThatIsNotClosedIsToldWithItsLineAndNoLibrarysWords(String line) {
        assertRefused(
                importTable(HEADER + "SA314,8:30-9:30,Monday,bob\n" + line),
                400,
                "The table cannot be read from line 3 on. A cell that begins with a double quote should end with one, and a"
                        + " double quote in it should be written twice.");
        assertThat(holders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void whatCannotBeReservedIsToldByLineAndDoesNotStopTheRest(String end) {
        service.state = State.of(CATALOG, List.of(new Reservation(ME4494, "bob", "file-1", 0)));
        assertThat(importTable("""
                        holder,day,timeslot,room,note
                        eve,Monday,8:30-9:30,ME4494,
                        eve,Monday,8:30-9:30,X1,
                        ,Monday,8:30-9:30,SA314,"a note

                        of three lines"
                        eve,Monday

                        eve,Monday,9:30-10:30,SA314
                        "e

                        ve",Monday,8:30-9:30,SA314
                        O'Neill, Jo,Monday,8:30-9:30,SA314,x
                        """.replace("\n", end))).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                        {"reserved":1,"refusedCount":6,"refused":[
                          {"line":2,"code":"ROOM_TAKEN"},
                          {"line":3,"code":"UNKNOWN_ROOM"},
                          {"line":4,"code":"BAD_COMMAND"},
                          {"line":7,"code":"BAD_COMMAND"},
                          {"line":10,"code":"BAD_COMMAND",
                           "reason":"The field holder should have at most 64 characters, no control characters and no unpaired surrogates."},
                          {"line":13,"code":"BAD_COMMAND",
                           "reason":"The line has 6 cells, and the first line 5. A name that contains the separator should stand in double quotes."}]}""");
        assertThat(holders()).isEqualTo(Map.of(ME4494, "bob", SA314, "eve"));
    }

    @Test
    void aDryRunTellsWhatWouldBeDoneAndDoesNothing() {
        service.state = State.of(CATALOG, List.of(new Reservation(ME4494, "bob", "file-1", 0)));
        String table = HEADER + """
                ME4494,8:30-9:30,Monday,eve
                SA314,9:30-10:30,Monday,eve
                SA314,9:30-10:30,Monday,fay
                SA314,9:30-10:30,Sunday,fay
                SA314,9:30-10:30,Monday
                """;
        assertThat(send(table.getBytes(StandardCharsets.UTF_8), "text/csv", "?dry-run=true"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"reserved":1,"refusedCount":4,"unknown":[],"refused":[
                          {"line":2,"code":"ROOM_TAKEN"},
                          {"line":4,"code":"ROOM_TAKEN"},
                          {"line":5,"code":"UNKNOWN_DAY"},
                          {"line":6,"code":"BAD_COMMAND"}]}""");
        assertThat(holders()).isEqualTo(Map.of(ME4494, "bob"));
    }

    @Test
    void theFirstOfSeveralLinesForASlotHasIt() {
        String table = IntStream.range(0, 100)
                .mapToObj(i -> "ME4494,8:30-9:30,Monday,user" + i + "\n")
                .collect(Collectors.joining("", HEADER, ""));

        assertThat(importTable(table)).bodyJson().extractingPath("$.reserved").isEqualTo(1);
        assertThat(holders()).isEqualTo(Map.of(ME4494, "user0"));
    }

    @Test
    void theAnswerIsBounded() {
        String table = HEADER + "X,8:30-9:30,Monday,eve\n".repeat(10_000);

        MvcTestResult answer = importTable(table);
        assertThat(answer).bodyJson().extractingPath("$.refusedCount").isEqualTo(10_000);
        assertThat(answer).bodyJson().extractingPath("$.refused.length()").isEqualTo(ImportReport.REFUSED_MAX);
    }

    @Test
    void tenThousandLinesAreReserved() {
        List<String> rooms = IntStream.range(0, 5_000).mapToObj(i -> "R" + i).toList();
        service.state = State.of(new Catalog(Names.of(rooms), CATALOG.timeslots(), CATALOG.days()));
        String table = rooms.stream()
                .flatMap(room -> CATALOG.timeslots().inOrder().stream().map(t -> room + "," + t + ",Monday,eve\n"))
                .collect(Collectors.joining("", HEADER, ""));

        assertThat(importTable(table)).bodyJson().extractingPath("$.reserved").isEqualTo(10_000);
        assertThat(holders()).hasSize(10_000);
    }

    @Test
    void whenTheGroupCannotDecideAnyMoreTheImportStopsAndTellsWhatWasDone() {
        List<String> rooms = IntStream.range(0, 1_000).mapToObj(i -> "R" + i).toList();
        service.state = State.of(new Catalog(Names.of(rooms), CATALOG.timeslots(), CATALOG.days()));
        service.changesMax = 150;
        String table = rooms.stream()
                .map(room -> room + ",8:30-9:30,Monday,eve\n")
                .collect(Collectors.joining("", HEADER, ""));

        MvcTestResult answer = importTable(table);
        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"reserved":150,"refusedCount":50,"unknown":[],
                 "stopped":{"line":202,"notTried":800,"reason":"This server sees 1 of at least 2 servers."}}""");
        assertThat(answer).bodyJson().extractingPath("$.refused[0].code").isEqualTo("UNAVAILABLE");
        assertThat(holders()).hasSize(150);
    }

    @Test
    void whereNothingCouldBeDoneThatIsAllThatIsTold() {
        service.available = false;

        assertRefused(
                importTable(HEADER + "SA314,8:30-9:30,Monday,eve\n"), 503, "This server sees 1 of at least 2 servers.");
    }

    @Test
    void aLineWhoseOutcomeIsUnknownIsNotCalledRefusedAndEndsTheImport() {
        service.silent = true;
        String table = HEADER + "SA314,8:30-9:30,Monday,eve\n" + "SA314,8:30-9:30,Monday,eve\n".repeat(3);

        assertThat(importTable(table)).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"reserved":0,"refused":[],"unknown":[{"line":2,"requestId":"rest-1"}],
                 "stopped":{"line":3,"notTried":3}}""");
    }

    @Test
    void aTableThatIsTooLargeIsRefused() {
        assertThat(importTable("x".repeat(4_000_001))).hasStatus(413);
    }

    private Map<Slot, String> holders() {
        return service.state.reservations().all().stream()
                .collect(Collectors.toMap(Reservation::slot, Reservation::holder));
    }

    private static void assertRefused(MvcTestResult result, int status, String detail) {
        assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).bodyJson().extractingPath("$.detail").isEqualTo(detail);
    }

    private MvcTestResult importTable(String table) {
        return importTable(table.getBytes(StandardCharsets.UTF_8), "text/csv");
    }

    private MvcTestResult importTable(byte[] table, String type) {
        return send(table, type, "");
    }

    private MvcTestResult send(byte[] table, String type, String query) {
        return MockMvcTester.create(MockMvcBuilders.standaloneSetup(
                                new ImportController(new Submissions(service, new WaitingCommands())))
                        .setControllerAdvice(new Problems())
                        .build())
                .post()
                .uri("/api/reservations/import" + query)
                .header("Content-Type", type)
                .content(table)
                .exchange();
    }
}
