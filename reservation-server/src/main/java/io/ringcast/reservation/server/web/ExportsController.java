package io.ringcast.reservation.server.web;

import io.ringcast.console.web.WaitingCommands;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** All reservations as files for other programs, and back. */
@RestController
@Tag(name = "exports", description = "All reservations as files for other programs, and back")
class ExportsController {
    /** The number of reservations that the requested format cannot express. */
    static final String LEFT_OUT = "Ringcast-Left-Out";

    private static final String CSV = "text/csv";
    private static final int IMPORT_BYTES_MAX = 4_000_000;

    /** Each holds a whole table in memory. */
    private static final int FILES_AT_A_TIME_MAX = 4;

    private final Submissions submissions;
    private final WaitingCommands files = new WaitingCommands(FILES_AT_A_TIME_MAX);

    ExportsController(Submissions submissions) {
        this.submissions = submissions;
    }

    /**
     * The result of an import.
     *
     * @param refused lines that were not reserved
     * @param unknown lines whose outcome is unknown: they may have been reserved, or may still be
     */
    record ImportReport(@Schema(example = "12") int reserved, List<RefusedLine> refused, List<UnknownLine> unknown) {}

    /** A line whose outcome is unknown, and the id to look it up in the audit trail. */
    record UnknownLine(
            @Schema(example = "4") long line,
            @Schema(example = "c7f3k9-2") String requestId,

            @Schema(example = "There was no outcome in time.")
            String reason) {}

    /** A line that was not reserved, and why. */
    record RefusedLine(
            @Schema(example = "3") long line,
            @Schema(example = "ROOM_TAKEN") String code,

            @Schema(example = "ME4494 8:30-9:30 Monday is already reserved by bob.")
            String reason) {}

    @GetMapping(path = "/api/reservations.csv", produces = CSV)
    @Operation(summary = "All reservations as a table with a header line")
    ResponseEntity<String> csv() {
        return text(
                CSV, ReservationTables.write(submissions.read().reservations().all()), 0);
    }

    /** A weekly event for each reservation whose day and timeslot are times. */
    @GetMapping(path = "/api/reservations.ics", produces = "text/calendar")
    @Operation(summary = "All reservations as a calendar of weekly events")
    ResponseEntity<String> calendar() {
        CalendarText calendar =
                CalendarText.of(submissions.read().reservations().all());
        return text("text/calendar", calendar.text(), calendar.leftOut());
    }

    /** In the format of {@code reservations.txt}, where a holder is one word. */
    @GetMapping(path = "/api/reservations.txt", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(summary = "All reservations in the format of reservations.txt")
    ResponseEntity<String> lines() {
        var lines = new StringBuilder();
        int holdersLeftOut = 0;
        for (Reservation reservation : submissions.read().reservations().all()) {
            boolean oneWord = reservation.holder().codePoints().noneMatch(ExportsController::isSpace);
            lines.append(reservation.slot());
            if (oneWord) {
                lines.append(' ').append(reservation.holder());
            } else {
                holdersLeftOut++;
            }
            lines.append('\n');
        }
        return text(MediaType.TEXT_PLAIN_VALUE, lines.toString(), holdersLeftOut);
    }

    /** Reserves line by line. A line that is refused or whose outcome is unknown does not stop the rest. */
    @PostMapping(path = "/api/reservations/import", consumes = CSV)
    @Operation(
            summary = "Reserves every line of a table; lists the lines that were refused or whose outcome is unknown")
    ImportReport importTable(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(IMPORT_BYTES_MAX + 1);
        if (bytes.length > IMPORT_BYTES_MAX) {
            throw new ErrorResponseException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "A table should have at most " + IMPORT_BYTES_MAX + " bytes."),
                    null);
        }
        return files.run(() -> reserveAll(ReservationTables.read(new String(bytes, StandardCharsets.UTF_8))));
    }

    private ImportReport reserveAll(List<ReservationTables.Row> rows) {
        int reserved = 0;
        List<UnknownLine> unknown = new ArrayList<>();
        List<RefusedLine> refused = new ArrayList<>();
        for (ReservationTables.Row row : rows) {
            try {
                Slot slot = new Slot(
                        Fields.name("room", row.room()),
                        Fields.name("timeslot", row.timeslot()),
                        Fields.name("day", row.day()));
                submissions.submit(
                        new Command.ReserveRoom(slot, Fields.name("holder", row.holder())), Outcome.RoomReserved.class);
                reserved++;
            } catch (ErrorResponseException e) {
                ProblemDetail problem = e.getBody();
                if (ProblemResponses.UNKNOWN_OUTCOME.equals(property(problem, "code"))) {
                    unknown.add(new UnknownLine(
                            row.line(), property(problem, "requestId"), String.valueOf(problem.getDetail())));
                } else {
                    refused.add(new RefusedLine(
                            row.line(), property(problem, "code"), String.valueOf(problem.getDetail())));
                }
            }
        }
        return new ImportReport(reserved, refused, unknown);
    }

    private static String property(ProblemDetail problem, String name) {
        Map<String, Object> properties = problem.getProperties();
        return String.valueOf(properties == null ? null : properties.get(name));
    }

    private static ResponseEntity<String> text(String type, String text, int leftOut) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8))
                .header(LEFT_OUT, Integer.toString(leftOut))
                .body(text);
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
