package io.ringcast.reservation.server.web;

import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.domain.State;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can still be reserved. */
@RestController
@Tag(name = "reservations")
class FreeController {
    private final Submissions submissions;

    FreeController(Submissions submissions) {
        this.submissions = submissions;
    }

    /** A slot that nobody has. */
    record FreeSlot(
            @Schema(example = "ME4494") String room,
            @Schema(example = "8:30-9:30") String timeslot,
            @Schema(example = "Monday") String day) {}

    @GetMapping("/api/free")
    @Operation(summary = "The slots of a day that are free, at all timeslots or at one")
    List<FreeSlot> free(
            @Parameter(example = "Monday") @RequestParam String day,
            @Parameter(example = "8:30-9:30") @RequestParam(required = false) @Nullable String timeslot) {
        State state = submissions.read();
        Catalog catalog = state.catalog();
        Fields.requireKnown(catalog, null, timeslot, day);
        List<FreeSlot> free = new ArrayList<>();
        for (String room : catalog.rooms().inOrder()) {
            for (String each : timeslot == null ? catalog.timeslots().inOrder() : List.of(timeslot)) {
                if (state.reservations().at(new Slot(room, each, day)).isEmpty()) {
                    free.add(new FreeSlot(room, each, day));
                }
            }
        }
        return free;
    }
}
