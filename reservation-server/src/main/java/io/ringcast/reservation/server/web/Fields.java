package io.ringcast.reservation.server.web;

import io.ringcast.protocol.Text;
import org.jspecify.annotations.Nullable;

/** Checks the fields of a reservation. */
final class Fields {
    private Fields() {}

    /** The value of a field, or a refusal that says what would have been right. */
    static String name(String field, @Nullable String value) {
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
}
