package io.ringcast.reservation.server.web;

import org.jspecify.annotations.Nullable;

/** What people may write into the fields of a reservation. */
final class Fields {
    private static final int NAME_LENGTH_MAX = 64;

    private Fields() {}

    /** The value of a field, or a refusal that says what would have been right. */
    static String name(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Refusals.badCommand("The field " + field + " is missing. A reservation is"
                    + " {\"room\":…,\"timeslot\":…,\"day\":…,\"holder\":…}.");
        }
        if (value.codePointCount(0, value.length()) > NAME_LENGTH_MAX
                || value.codePoints().anyMatch(Fields::isUnfitForNames)) {
            throw Refusals.badCommand("The field " + field + " should have at most " + NAME_LENGTH_MAX
                    + " characters, no control characters and no unpaired surrogates.");
        }
        return value;
    }

    /** As in the protocol: an unpaired surrogate would become another character on the wire. */
    private static boolean isUnfitForNames(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
