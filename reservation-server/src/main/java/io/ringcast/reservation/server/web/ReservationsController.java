package io.ringcast.reservation.server.web;

import io.ringcast.console.admin.Requester;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.domain.State;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is reserved, and by whom. */
@RestController
@RequestMapping("/api/reservations")
@Tag(name = "reservations", description = "What is reserved, and by whom")
public class ReservationsController {
    private static final String PROBLEM = "application/problem+json";
    private static final String UNKNOWN =
            "The outcome is unknown: the change may have been made, or may still be; lookUp is where to find out";

    private static final String NOT_YOURS = "You are a booker, and somebody else holds the slot";

    /** Who frees a slot, for the audit trail, where nobody says who it is. */
    private static final String UNNAMED = "rest";

    private final Submissions submissions;

    public ReservationsController(Submissions submissions) {
        this.submissions = submissions;
    }

    /** What to reserve. Without a holder, it is for the user who is signed in. */
    record NewReservation(
            @Schema(example = "ME4494") @Nullable String room,
            @Schema(example = "8:30-9:30") @Nullable String timeslot,
            @Schema(example = "Monday") @Nullable String day,
            @Schema(example = "alice") @Nullable String holder) {}

    /** All reservations by room, day and timeslot, or those that match every given parameter. */
    @GetMapping
    @Operation(summary = "All reservations, or those that match every given parameter")
    List<ReservationBody> find(
            @Parameter(example = "ME4494") @RequestParam(required = false) @Nullable String room,
            @Parameter(example = "8:30-9:30") @RequestParam(required = false) @Nullable String timeslot,
            @Parameter(example = "Monday") @RequestParam(required = false) @Nullable String day,
            @Parameter(example = "alice") @RequestParam(required = false) @Nullable String holder) {
        State state = submissions.read();
        Fields.requireKnown(state.catalog(), room, timeslot, day);
        Collection<Reservation> candidates =
                room == null ? state.reservations().all() : state.reservations().of(room);
        return candidates.stream()
                .filter(reservation -> matches(timeslot, reservation.slot().timeslot()))
                .filter(reservation -> matches(day, reservation.slot().day()))
                .filter(reservation -> matches(holder, reservation.holder()))
                .map(ReservationBody::of)
                .toList();
    }

    @PostMapping
    @Operation(summary = "Reserves a slot that is free")
    @ApiResponse(responseCode = "201")
    @ApiResponse(responseCode = "504", description = UNKNOWN, content = @Content(mediaType = PROBLEM))
    ResponseEntity<ReservationBody> reserve(@RequestBody NewReservation asked, HttpServletRequest request) {
        Slot slot = new Slot(
                Fields.name("room", asked.room()),
                Fields.name("timeslot", asked.timeslot()),
                Fields.name("day", asked.day()));
        Holder holder = Holder.of(Requester.of(request), asked.holder(), null);
        Command command = new Command.ReserveRoom(slot, holder.name());
        Reservation reservation =
                submissions.submit(command, Outcome.RoomReserved.class).reservation();
        return ResponseEntity.created(ReservationAddress.of(slot)).body(ReservationBody.of(reservation));
    }

    @GetMapping("/{room}/{day}/{timeslot}")
    @Operation(summary = "The reservation of a slot")
    ReservationBody reservation(
            @Parameter(example = "ME4494") @PathVariable String room,
            @Parameter(example = "Monday") @PathVariable String day,
            @Parameter(example = "8:30-9:30") @PathVariable String timeslot) {
        State state = submissions.read();
        Fields.requireKnown(state.catalog(), room, timeslot, day);
        Slot slot = new Slot(room, timeslot, day);
        return state.reservations()
                .at(slot)
                .map(ReservationBody::of)
                .orElseThrow(() -> ProblemResponses.of(new Outcome.NotReserved(slot)));
    }

    /** Frees a slot: a booker's own, for anybody else whoever holds it. The audit trail names who asked. */
    @DeleteMapping("/{room}/{day}/{timeslot}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Frees a slot, whoever holds it; for a booker, only his or her own")
    @ApiResponse(responseCode = "204")
    @ApiResponse(responseCode = "403", description = NOT_YOURS, content = @Content(mediaType = PROBLEM))
    @ApiResponse(responseCode = "504", description = UNKNOWN, content = @Content(mediaType = PROBLEM))
    void delete(
            @Parameter(example = "ME4494") @PathVariable String room,
            @Parameter(example = "Monday") @PathVariable String day,
            @Parameter(example = "8:30-9:30") @PathVariable String timeslot,
            @Parameter(description = "who asks, for the audit trail", example = "alice")
                    @RequestParam(required = false)
                    @Nullable
                    String holder,
            HttpServletRequest request) {
        Slot slot = new Slot(Fields.name("room", room), Fields.name("timeslot", timeslot), Fields.name("day", day));
        Holder asker = Holder.of(Requester.of(request), holder, UNNAMED);
        submissions.submit(
                asker.ownOnly()
                        ? new Command.DeleteOwnReservation(slot, asker.name())
                        : new Command.DeleteReservation(slot, asker.name()),
                Outcome.ReservationDeleted.class);
    }

    /** For names that no path can hold, such as {@code ..}: the same as a path with them. */
    @DeleteMapping(params = {"room", "day", "timeslot"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Frees a slot, also one whose names no path can hold")
    @ApiResponse(responseCode = "204")
    @ApiResponse(responseCode = "403", description = NOT_YOURS, content = @Content(mediaType = PROBLEM))
    @ApiResponse(responseCode = "504", description = UNKNOWN, content = @Content(mediaType = PROBLEM))
    void deleteByQuery(
            @Parameter(example = "ME4494") @RequestParam String room,
            @Parameter(example = "Monday") @RequestParam String day,
            @Parameter(example = "8:30-9:30") @RequestParam String timeslot,
            @Parameter(description = "who asks, for the audit trail", example = "alice")
                    @RequestParam(required = false)
                    @Nullable
                    String holder,
            HttpServletRequest request) {
        delete(room, day, timeslot, holder, request);
    }

    private static boolean matches(@Nullable String asked, String actual) {
        return asked == null || asked.equals(actual);
    }
}
