package io.ringcast.reservation.server.web.exchange;

import io.ringcast.console.web.WaitingCommands;
import io.ringcast.foundation.text.TextBytes;
import io.ringcast.foundation.text.UnreadableTextException;
import io.ringcast.reservation.server.web.ProblemResponses;
import io.ringcast.reservation.server.web.Submissions;
import io.ringcast.reservation.server.web.table.Formulas;
import io.ringcast.reservation.server.web.table.ReservationTables;
import io.ringcast.reservation.server.web.table.TableRow;
import io.ringcast.reservation.server.web.table.WrongTableException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reservations out of tables that other programs have written. */
@RestController
@Tag(name = "exports")
class ImportController {
    static final String RAW = "whether names that a spreadsheet would run as formulas stand in the table as they are,"
            + " without an apostrophe before them";

    private static final int BYTES_MAX = 4_000_000;

    /** Each holds a whole table in memory. */
    private static final int FILES_AT_A_TIME_MAX = 4;

    private static final String ENCODINGS =
            " A table should be in UTF-8 or UTF-16, or in the charset that the Content-Type"
                    + " names, as text/csv;charset=windows-1252 does.";

    private final Submissions submissions;
    private final WaitingCommands files = new WaitingCommands(FILES_AT_A_TIME_MAX);

    ImportController(Submissions submissions) {
        this.submissions = submissions;
    }

    /** Reserves line by line. A line that is refused does not stop the rest; one that cannot be decided does. */
    @PostMapping(
            path = "/api/reservations/import",
            consumes = {"text/csv", "text/tab-separated-values"})
    @Operation(
            summary = "Reserves every line of a table; lists the lines that were refused or whose outcome is unknown")
    ImportReport importTable(
            InputStream body,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) String type,
            @Parameter(description = RAW, example = "true") @RequestParam(defaultValue = "false") boolean raw,
            @Parameter(description = "whether only to report what would be done", example = "true")
                    @RequestParam(name = "dry-run", defaultValue = "false")
                    boolean dryRun)
            throws IOException {
        Charset told = charset(type);
        byte[] bytes = body.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "A table should have at most " + BYTES_MAX + " bytes; import a larger one in parts, each with the"
                            + " line of column names.");
        }
        return files.run(() -> reserve(rows(bytes, told, Formulas.of(raw)), dryRun));
    }

    private ImportReport reserve(List<TableRow> rows, boolean dryRun) {
        var table = new ReservationImport(rows);
        if (dryRun) {
            return table.tryOut(submissions.read());
        }
        try {
            return table.run(submissions);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemResponses.unavailable("The server is stopping.");
        }
    }

    private static List<TableRow> rows(byte[] bytes, @Nullable Charset told, Formulas formulas) {
        try {
            return ReservationTables.read(TextBytes.decode(bytes, told), formulas);
        } catch (UnreadableTextException e) {
            throw ProblemResponses.badCommand("The table cannot be read. " + e.getMessage() + ENCODINGS);
        } catch (WrongTableException e) {
            throw ProblemResponses.badCommand(String.valueOf(e.getMessage()));
        }
    }

    /** The charset that a client tells; null if it tells none. */
    private static @Nullable Charset charset(String type) {
        try {
            return MediaType.parseMediaType(type).getCharset();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The charset " + e.getMessage() + " is not known here." + ENCODINGS);
        }
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
