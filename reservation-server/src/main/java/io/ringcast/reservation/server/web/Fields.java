package io.ringcast.reservation.server.web;

import io.ringcast.protocol.Text;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Outcome;
import org.jspecify.annotations.Nullable;

/** Checks the fields of a reservation. */
public final class Fields {
    private Fields() {}

    /** The value of a field, or a refusal that says what would have been right. */
    public static String name(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw ProblemResponses.badCommand("The field " + field + " is missing. A reservation is"
                    + " {\"room\":…,\"timeslot\":…,\"day\":…,\"holder\":…}.");
        }
        if (!Text.isName(value)) {
            throw ProblemResponses.badCommand("The field " + field + " should have at most " + Text.CODE_POINTS_MAX
                    + " characters, no control characters and no unpaired surrogates.");
        }
        return value;
    }

    /** Refuses a name that is given and is not in the catalog. */
    public static void requireKnown(
            Catalog catalog, @Nullable String room, @Nullable String timeslot, @Nullable String day) {
        if (room != null && !catalog.rooms().contains(room)) {
            throw ProblemResponses.of(new Outcome.UnknownRoom(room), catalog);
        }
        if (timeslot != null && !catalog.timeslots().contains(timeslot)) {
            throw ProblemResponses.of(new Outcome.UnknownTimeslot(timeslot), catalog);
        }
        if (day != null && !catalog.days().contains(day)) {
            throw ProblemResponses.of(new Outcome.UnknownDay(day), catalog);
        }
    }
}
