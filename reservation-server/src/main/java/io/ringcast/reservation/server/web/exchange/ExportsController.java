package io.ringcast.reservation.server.web.exchange;

import io.ringcast.protocol.Words;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.web.Submissions;
import io.ringcast.reservation.server.web.table.Formulas;
import io.ringcast.reservation.server.web.table.ReservationTables;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All reservations as files for other programs. */
@RestController
@Tag(name = "exports", description = "All reservations as files for other programs, and back")
class ExportsController {
    /** The number of reservations that the requested format cannot express. */
    static final String LEFT_OUT = "Ringcast-Left-Out";

    private static final String CSV = "text/csv";
    private final Submissions submissions;

    ExportsController(Submissions submissions) {
        this.submissions = submissions;
    }

    @GetMapping(path = "/api/reservations.csv", produces = CSV)
    @Operation(summary = "All reservations as a table with a header line")
    ResponseEntity<String> csv(
            @Parameter(description = ImportController.RAW, example = "true") @RequestParam(defaultValue = "false")
                    boolean raw) {
        return text(
                CSV, ReservationTables.write(submissions.read().reservations().all(), Formulas.of(raw)), 0);
    }

    @GetMapping(path = "/api/reservations.txt", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(summary = "All reservations in the format of reservations.txt")
    ResponseEntity<String> lines() {
        var lines = new StringBuilder();
        for (Reservation reservation : submissions.read().reservations().all()) {
            Slot slot = reservation.slot();
            lines.append(Words.line(slot.room(), slot.timeslot(), slot.day(), reservation.holder()))
                    .append('\n');
        }
        return text(MediaType.TEXT_PLAIN_VALUE, lines.toString(), 0);
    }

    static ResponseEntity<String> text(String type, String text, int leftOut) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8))
                .header(LEFT_OUT, Integer.toString(leftOut))
                .body(text);
    }
}
