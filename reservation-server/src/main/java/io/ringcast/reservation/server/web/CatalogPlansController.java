package io.ringcast.reservation.server.web;

import io.ringcast.reservation.server.app.CatalogPlan;
import io.ringcast.reservation.server.app.ReservationService;
import io.ringcast.reservation.server.app.UnusableCatalogException;
import io.ringcast.reservation.server.calendar.DayNames;
import io.ringcast.reservation.server.calendar.ParsedDay;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.CatalogEdit;
import io.ringcast.reservation.server.domain.Outcome.CatalogChanged;
import io.ringcast.reservation.server.domain.Part;
import io.ringcast.reservation.server.domain.State;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changes of the catalog that take many edits: the dates of some weeks, dates that are over, and a whole catalog. */
@RestController
@RequestMapping("/api/catalog")
@Tag(name = "catalog", description = "What can be reserved")
class CatalogPlansController {
    private static final int WEEKS_MAX = 104;
    private static final long AGE_DAYS_MAX = 36_500;

    private final CatalogChanges changes;
    private final ReservationService service;
    private final DayNames dayNames;
    private final Clock clock;

    CatalogPlansController(CatalogChanges changes, ReservationService service, DayNames dayNames, Clock clock) {
        this.changes = changes;
        this.service = service;
        this.dayNames = dayNames;
        this.clock = clock;
    }

    /** Which dates to add. */
    record WeeksBody(
            @Schema(example = "2026-11-30", description = "the first day of the first week") @Nullable
            String from,

            @Schema(example = "12") @Nullable Integer weeks,

            @Schema(
                    example = "[\"Monday\",\"Tuesday\"]",
                    description =
                            "which days of each week; left out: those that the catalog names, or else those of its dates")
            @Nullable
            List<String> weekdays) {}

    /** A whole catalog. A list that is left out stays as it is; without any, the server's own data files count. */
    record WantedCatalog(
            @Schema(example = "[\"ME4494\",\"SA314\"]") @Nullable
            List<String> rooms,

            @Schema(example = "[\"8:30-9:30\"]") @Nullable List<String> timeslots,

            @Schema(example = "[\"Monday\",\"2026-11-30\"]") @Nullable
            List<String> days) {}

    /**
     * What was changed, or would be.
     *
     * @param reservations how many reservations were deleted
     */
    record PlanReport(
            @Schema(example = "false") boolean dryRun,

            @Schema(description = "what was changed, in order")
            List<CatalogEditBody> edits,

            @Schema(example = "0") int reservations) {}

    @PostMapping("/weeks")
    @Operation(summary = "Adds the dates of some weeks, as days; those that are there already are left out")
    PlanReport weeks(
            @RequestBody WeeksBody asked,
            @Parameter(description = "true: nothing is changed", example = "false")
                    @RequestParam(defaultValue = "false")
                    boolean dryRun,
            @Parameter(description = CatalogNamesController.REQUESTER, example = "carol")
                    @RequestParam(required = false)
                    @Nullable
                    String requester) {
        LocalDate from =
                asked.from() == null ? null : DayNames.dateOf(asked.from()).orElse(null);
        if (from == null) {
            throw ProblemResponses.badCommand("The field from should be a date, such as 2026-11-30.");
        }
        if (asked.weeks() == null || asked.weeks() < 1 || asked.weeks() > WEEKS_MAX) {
            throw ProblemResponses.badCommand("The field weeks should be a number from 1 to " + WEEKS_MAX + ".");
        }
        State state = changes.read();
        Set<DayOfWeek> weekdays = weekdays(state.catalog(), asked.weekdays());
        return carryOut(state, CatalogPlan.weeks(state.catalog(), from, asked.weeks(), weekdays), dryRun, requester);
    }

    private Set<DayOfWeek> weekdays(Catalog catalog, @Nullable List<String> asked) {
        if (asked == null) {
            Set<DayOfWeek> known = CatalogPlan.weekdaysOf(catalog, dayNames);
            if (known.isEmpty()) {
                throw ProblemResponses.badCommand("The catalog names no weekday and has no date, so the field weekdays"
                        + " should say which days of a week there are: [\"Monday\",…].");
            }
            return known;
        }
        Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
        for (String name : asked) {
            if (dayNames.parse(name).orElse(null) instanceof ParsedDay.Weekly weekly) {
                weekdays.add(weekly.day());
            } else {
                throw ProblemResponses.badCommand(
                        "The field weekdays should have names of weekdays, in English or in the server's language"
                                + " (reservation.language), and not " + name + ".");
            }
        }
        return weekdays;
    }

    @DeleteMapping(path = "/days", params = "olderThanDays")
    @Operation(summary = "Retires the dates that have been over for longer than some days")
    PlanReport retireOld(
            @Parameter(description = "0: all dates before today", example = "30") @RequestParam long olderThanDays,
            @Parameter(description = "delete: their reservations are deleted with them", example = "delete")
                    @RequestParam(required = false)
                    @Nullable
                    String reservations,
            @Parameter(description = "true: nothing is changed", example = "false")
                    @RequestParam(defaultValue = "false")
                    boolean dryRun,
            @Parameter(description = CatalogNamesController.REQUESTER, example = "carol")
                    @RequestParam(required = false)
                    @Nullable
                    String requester) {
        if (olderThanDays < 0 || olderThanDays > AGE_DAYS_MAX) {
            throw ProblemResponses.badCommand(
                    "The parameter olderThanDays should be a number of days from 0 to " + AGE_DAYS_MAX + ".");
        }
        State state = changes.read();
        LocalDate first = LocalDate.now(clock).minusDays(olderThanDays);
        return carryOut(
                state,
                CatalogPlan.retireBefore(state.catalog(), first, CatalogChanges.deletesReservations(reservations)),
                dryRun,
                requester);
    }

    /** Only the operator knows that a new name is an old room: to rename, {@code PATCH} first. */
    @PostMapping("/import")
    @Operation(
            summary = "Makes the catalog equal to a whole one: that of the body, or that of this server's data files")
    PlanReport importCatalog(
            @RequestBody(required = false) @Nullable WantedCatalog wanted,
            @Parameter(description = "true: nothing is changed", example = "true") @RequestParam(defaultValue = "false")
                    boolean dryRun,
            @Parameter(description = "delete: reservations of names that are retired are deleted", example = "delete")
                    @RequestParam(required = false)
                    @Nullable
                    String reservations,
            @Parameter(description = CatalogNamesController.REQUESTER, example = "carol")
                    @RequestParam(required = false)
                    @Nullable
                    String requester) {
        Map<Part, List<String>> lists = wanted == null ? files() : lists(wanted);
        State state = changes.read();
        return carryOut(
                state,
                CatalogPlan.toward(state.catalog(), lists, CatalogChanges.deletesReservations(reservations)),
                dryRun,
                requester);
    }

    private Map<Part, List<String>> files() {
        try {
            Catalog files = service.files();
            Map<Part, List<String>> lists = new EnumMap<>(Part.class);
            for (Part part : Part.values()) {
                lists.put(part, files.names(part).inOrder());
            }
            return lists;
        } catch (UnusableCatalogException e) {
            throw ProblemResponses.badCommand(String.valueOf(e.getMessage()));
        }
    }

    private static Map<Part, List<String>> lists(WantedCatalog wanted) {
        Map<Part, List<String>> lists = new EnumMap<>(Part.class);
        take(Part.ROOM, "rooms", wanted.rooms(), lists);
        take(Part.TIMESLOT, "timeslots", wanted.timeslots(), lists);
        take(Part.DAY, "days", wanted.days(), lists);
        if (lists.isEmpty()) {
            throw ProblemResponses.badCommand(
                    "The body should have rooms, timeslots or days, or be left out for this server's data files.");
        }
        return lists;
    }

    private static void take(Part part, String field, @Nullable List<String> names, Map<Part, List<String>> lists) {
        if (names == null) {
            return;
        }
        List<String> checked = names.stream()
                .map(name -> CatalogChanges.name(field, name))
                .distinct()
                .toList();
        if (checked.isEmpty()) {
            throw ProblemResponses.badCommand("The field " + field + " should have at least one name.");
        }
        lists.put(part, checked);
    }

    private PlanReport carryOut(State state, List<CatalogEdit> edits, boolean dryRun, @Nullable String requester) {
        CatalogChanged changed = dryRun ? changes.tryOut(state, requester, edits) : changes.submit(requester, edits);
        return new PlanReport(dryRun, edits.stream().map(CatalogEditBody::of).toList(), changed.reservations());
    }
}
