package io.ringcast.reservation.server.web;

import io.ringcast.reservation.server.codec.OutcomeStatus;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Outcome.CatalogRefusal;
import io.ringcast.reservation.server.domain.Part;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Why a catalog was not changed, as problem details. Nothing of the command was done. */
final class CatalogProblems {
    private CatalogProblems() {}

    static ProblemDetail of(CatalogRefusal refusal) {
        ProblemDetail problem =
                ProblemResponses.problem(HttpStatus.CONFLICT, OutcomeStatus.codeOf(refusal), detail(refusal));
        if (refusal instanceof Outcome.StillReserved reserved) {
            problem.setProperty("reservations", reserved.reservations());
        }
        return problem;
    }

    private static String detail(CatalogRefusal refusal) {
        return switch (refusal) {
            case Outcome.NameExists exists -> "There is a %s %s already.".formatted(word(exists.part()), exists.name());
            case Outcome.StillReserved reserved ->
                "The %s %s has %s. Delete what is reserved first, or with it: ?reservations=delete."
                        .formatted(word(reserved.part()), reserved.name(), number(reserved.reservations()));
            case Outcome.LastName last ->
                "The catalog has no %s but %s, and it needs one. Add another one first."
                        .formatted(word(last.part()), last.name());
            case Outcome.CatalogTooLarge large ->
                "The catalog would be too large: a client that asks for its rooms, or checks a room that is taken at all times,"
                        + " could not be answered. There should be fewer rooms, days or timeslots, or shorter names.";
        };
    }

    private static String number(int reservations) {
        return reservations == 1 ? "one reservation" : reservations + " reservations";
    }

    static String word(Part part) {
        return switch (part) {
            case ROOM -> "room";
            case TIMESLOT -> "timeslot";
            case DAY -> "day";
        };
    }
}
