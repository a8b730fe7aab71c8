package io.ringcast.reservation.server.web.exchange;

import io.ringcast.reservation.server.app.AuditEntry;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.State;
import io.ringcast.reservation.server.web.Fields;
import io.ringcast.reservation.server.web.Submissions;
import io.ringcast.reservation.server.web.calendar.CalendarText;
import io.ringcast.reservation.server.web.calendar.CalendarText.Deleted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reservations as a calendar to subscribe to. */
@RestController
@Tag(name = "exports")
class CalendarController {
    /** Reservations that were deleted among so many of the latest changes are in a calendar as cancelled. */
    private static final int CHANGES_SEARCHED = 10_000;

    private final Submissions submissions;
    private final CalendarText.Origin origin;

    CalendarController(Submissions submissions, CalendarText.Origin origin) {
        this.submissions = submissions;
        this.origin = origin;
    }

    /** An event for each reservation whose day and timeslot are times. */
    @GetMapping(path = "/api/reservations.ics", produces = "text/calendar")
    @Operation(summary = "All reservations as a calendar, or those of a room or a holder")
    ResponseEntity<String> calendar(
            @Parameter(example = "ME4494") @RequestParam(required = false) @Nullable String room,
            @Parameter(example = "alice") @RequestParam(required = false) @Nullable String holder) {
        State state = submissions.read();
        Fields.requireKnown(state.catalog(), room, null, null);
        List<Reservation> reservations = new ArrayList<>();
        for (Reservation reservation :
                room == null ? state.reservations().all() : state.reservations().of(room)) {
            if (isAsked(reservation, room, holder)) {
                reservations.add(reservation);
            }
        }
        List<Deleted> deleted = new ArrayList<>();
        for (AuditEntry entry : submissions.latestChanges(CHANGES_SEARCHED)) {
            if (entry.outcome() instanceof Outcome.ReservationDeleted gone
                    && isAsked(gone.reservation(), room, holder)) {
                deleted.add(new Deleted(gone.reservation(), entry.timeMillis()));
            }
        }
        CalendarText calendar = CalendarText.of(reservations, deleted, origin);
        return ExportsController.text("text/calendar", calendar.text(), calendar.leftOut());
    }

    private static boolean isAsked(Reservation reservation, @Nullable String room, @Nullable String holder) {
        return (room == null || room.equals(reservation.slot().room()))
                && (holder == null || holder.equals(reservation.holder()));
    }
}
