package io.ringcast.reservation.server.web;

import io.ringcast.console.admin.Requester;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * In whose name a reservation is changed.
 *
 * @param name the holder, or who asks to free a slot
 * @param ownOnly whether only reservations of this holder may be changed
 */
record Holder(String name, boolean ownOnly) {
    private static final String FIELD = "holder";

    /**
     * The given one; if there is none, the user who is signed in.
     *
     * @param otherwise whose name it is if nobody is signed in either; null if there must be one
     * @throws ErrorResponseException 403 if a booker gives another name than his or her own, 400 if the name is missing or is none
     */
    static Holder of(Requester requester, @Nullable String given, @Nullable String otherwise) {
        if (requester.booker() && given != null && !given.equals(requester.name())) {
            ProblemDetail problem = ProblemResponses.problem(
                    HttpStatus.FORBIDDEN,
                    "HELD_BY_ANOTHER",
                    "You are signed in as " + requester.name() + ", and can only reserve and free in that name; leave "
                            + FIELD + " out.");
            throw new ErrorResponseException(HttpStatus.FORBIDDEN, problem, null);
        }
        String name = given != null ? given : requester.name() != null ? requester.name() : otherwise;
        return new Holder(Fields.name(FIELD, name), requester.booker());
    }
}
