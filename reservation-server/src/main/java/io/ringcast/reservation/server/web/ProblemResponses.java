package io.ringcast.reservation.server.web;

import io.ringcast.protocol.NearestName;
import io.ringcast.protocol.Words;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.replication.OutcomeUnknownException;
import io.ringcast.reservation.server.codec.OutcomeStatus;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Outcome.CatalogRefusal;
import io.ringcast.reservation.server.domain.Outcome.HeldByAnother;
import io.ringcast.reservation.server.domain.Outcome.NotReserved;
import io.ringcast.reservation.server.domain.Outcome.Refusal;
import io.ringcast.reservation.server.domain.Outcome.RoomTaken;
import io.ringcast.reservation.server.domain.Outcome.UnknownDay;
import io.ringcast.reservation.server.domain.Outcome.UnknownRoom;
import io.ringcast.reservation.server.domain.Outcome.UnknownTimeslot;
import io.ringcast.reservation.server.domain.Slot;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Refusals and unknown outcomes as problem details (RFC 9457), whose {@code code} is the protocol's status.
 */
public final class ProblemResponses {
    /** The outcome of the command is not known. */
    public static final String UNKNOWN_OUTCOME = "UNKNOWN_OUTCOME";

    private static final URI UNKNOWN_TYPE = URI.create("urn:ringcast:problem:unknown-outcome");

    private ProblemResponses() {}

    public static ErrorResponseException of(Refusal refusal) {
        return of(refusal, null);
    }

    /** @param catalog where the name that was probably meant is looked for; null if it is not known */
    public static ErrorResponseException of(Refusal refusal, @Nullable Catalog catalog) {
        String code = OutcomeStatus.codeOf(refusal);
        return switch (refusal) {
            case RoomTaken taken -> {
                String holder = taken.reservation().holder();
                ProblemDetail problem = problem(
                        HttpStatus.CONFLICT,
                        code,
                        words(taken.reservation().slot()) + " is already reserved by " + holder + ".");
                problem.setProperty("holder", holder);
                yield response(problem);
            }
            case HeldByAnother held ->
                response(problem(
                        HttpStatus.FORBIDDEN,
                        code,
                        "%s is reserved by %s; you can only free what is yours."
                                .formatted(
                                        words(held.reservation().slot()),
                                        held.reservation().holder())));
            case CatalogRefusal notChanged -> response(CatalogProblems.of(notChanged));
            case NotReserved notReserved -> notFound(code, words(notReserved.slot()) + " is not reserved.");
            case UnknownRoom unknown -> unknown(code, "room", unknown.room(), catalog == null ? null : catalog.rooms());
            case UnknownTimeslot unknown ->
                unknown(code, "timeslot", unknown.timeslot(), catalog == null ? null : catalog.timeslots());
            case UnknownDay unknown -> unknown(code, "day", unknown.day(), catalog == null ? null : catalog.days());
        };
    }

    private static ErrorResponseException unknown(String code, String kind, String name, @Nullable Names names) {
        String nearest =
                names == null ? null : NearestName.of(name, names.inOrder()).orElse(null);
        String guess = nearest == null ? ";" : "; did you mean " + nearest + "?";
        ProblemDetail problem = problem(
                HttpStatus.NOT_FOUND,
                code,
                "There is no " + kind + " " + name + guess + " GET /api/" + kind + "s lists the " + kind + "s.");
        if (nearest != null) {
            problem.setProperty("nearest", nearest);
        }
        return response(problem);
    }

    private static String words(Slot slot) {
        return Words.line(slot.room(), slot.timeslot(), slot.day());
    }

    public static ErrorResponseException unavailable(String reason) {
        return response(problem(HttpStatus.SERVICE_UNAVAILABLE, Status.UNAVAILABLE.name(), reason));
    }

    /** Not a refusal: 504 (RFC 9110 §15.6.5), with the request id to look up in the audit trail. */
    public static ErrorResponseException unknown(OutcomeUnknownException unknown) {
        String request = unknown.request().toString();
        String lookUp = "/api/log?requestId=" + request;
        ProblemDetail problem = problem(
                HttpStatus.GATEWAY_TIMEOUT,
                UNKNOWN_OUTCOME,
                unknown.reason() + " The change may have been made, or may still be made. GET " + lookUp
                        + " tells, when GET /api/replica says ACTIVE; look before you repeat it.");
        problem.setType(UNKNOWN_TYPE);
        problem.setTitle("Outcome Unknown");
        problem.setProperty("outcome", "unknown");
        problem.setProperty("requestId", request);
        problem.setProperty("lookUp", lookUp);
        return response(problem);
    }

    public static ErrorResponseException badCommand(String reason) {
        return response(problem(HttpStatus.BAD_REQUEST, Status.BAD_COMMAND.name(), reason));
    }

    private static ErrorResponseException notFound(String code, String detail) {
        return response(problem(HttpStatus.NOT_FOUND, code, detail));
    }

    public static ProblemDetail problem(HttpStatus status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        return problem;
    }

    private static ErrorResponseException response(ProblemDetail problem) {
        return new ErrorResponseException(HttpStatus.valueOf(problem.getStatus()), problem, null);
    }
}
