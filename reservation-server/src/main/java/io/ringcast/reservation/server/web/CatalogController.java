package io.ringcast.reservation.server.web;

import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be reserved. */
@RestController
@RequestMapping("/api")
@Tag(name = "catalog", description = "What can be reserved")
public class CatalogController {
    private final Submissions submissions;

    public CatalogController(Submissions submissions) {
        this.submissions = submissions;
    }

    @GetMapping("/rooms")
    @Operation(summary = "All rooms")
    List<String> rooms() {
        return submissions
                .submit(new Command.ListRooms(), Outcome.RoomsListed.class)
                .names();
    }

    @GetMapping("/days")
    @Operation(summary = "All days")
    List<String> days() {
        return submissions
                .submit(new Command.ListDays(), Outcome.DaysListed.class)
                .names();
    }

    @GetMapping("/timeslots")
    @Operation(summary = "All timeslots")
    List<String> timeslots() {
        return submissions
                .submit(new Command.ListTimeslots(), Outcome.TimeslotsListed.class)
                .names();
    }
}
