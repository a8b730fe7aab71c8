package io.ringcast.reservation.server.web;

import io.ringcast.console.admin.Requester;
import io.ringcast.protocol.Text;
import io.ringcast.reservation.server.codec.CatalogJson;
import io.ringcast.reservation.server.codec.CatalogNames;
import io.ringcast.reservation.server.domain.CatalogEdit;
import io.ringcast.reservation.server.domain.Command.ChangeCatalog;
import io.ringcast.reservation.server.domain.Outcome.CatalogChanged;
import io.ringcast.reservation.server.domain.Part;
import io.ringcast.reservation.server.domain.State;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Has the group edit its catalog. */
@Component
class CatalogChanges {
    /** The lists, as they are called in paths. */
    private static final Map<String, Part> LISTS =
            Map.of("rooms", Part.ROOM, "timeslots", Part.TIMESLOT, "days", Part.DAY);

    /** One place in the order for all of them, and one message. */
    private static final int EDITS_MAX = 5_000;

    /** Who asks, for the audit trail, where nobody says who it is. */
    private static final String UNNAMED = "rest";

    private final Submissions submissions;

    CatalogChanges(Submissions submissions) {
        this.submissions = submissions;
    }

    State read() {
        return submissions.read();
    }

    CatalogChanged submit(@Nullable String requester, CatalogEdit... edits) {
        return submit(requester, List.of(edits));
    }

    /** Makes all edits or none; nothing is asked of the group if there are none. */
    CatalogChanged submit(@Nullable String requester, List<CatalogEdit> edits) {
        return edits.isEmpty()
                ? new CatalogChanged(0, List.of())
                : submissions.submit(change(requester, edits), CatalogChanged.class);
    }

    /** What the edits would do to a state. */
    CatalogChanged tryOut(State state, @Nullable String requester, List<CatalogEdit> edits) {
        return edits.isEmpty()
                ? new CatalogChanged(0, List.of())
                : submissions.tryOut(state, change(requester, edits), CatalogJson.REPLIES_FIT, CatalogChanged.class);
    }

    private ChangeCatalog change(@Nullable String given, List<CatalogEdit> edits) {
        if (edits.size() > EDITS_MAX) {
            throw ProblemResponses.badCommand("These are " + edits.size() + " changes; at most " + EDITS_MAX
                    + " can be made at a time. Fewer weeks, or fewer names in each import, would do.");
        }
        String requester = requester(given);
        if (requester.isBlank() || !Text.isName(requester)) {
            throw ProblemResponses.badCommand("The parameter requester should be a name of at most "
                    + Text.CODE_POINTS_MAX + " characters, without control characters.");
        }
        return new ChangeCatalog(edits, requester);
    }

    /** The given one; if there is none, the user who is signed in. */
    private String requester(@Nullable String given) {
        return given != null
                ? given
                : Objects.requireNonNullElse(Requester.current().name(), UNNAMED);
    }

    /** Which list a path is about. */
    static Part part(String list) {
        Part part = LISTS.get(list);
        if (part == null) {
            throw new ErrorResponseException(
                    HttpStatus.NOT_FOUND,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.NOT_FOUND, "The catalog has the lists rooms, timeslots and days."),
                    null);
        }
        return part;
    }

    /** A name that the catalog may have. */
    static String name(String field, @Nullable String name) {
        if (name == null || !CatalogNames.allow(name)) {
            throw ProblemResponses.badCommand("The field " + field + " should be " + CatalogNames.RULE + ".");
        }
        return name;
    }

    /** Whether reservations are to be deleted with the names that they have: only if that is said in so many words. */
    static boolean deletesReservations(@Nullable String reservations) {
        if (reservations != null && !reservations.equals("delete")) {
            throw ProblemResponses.badCommand(
                    "The parameter reservations should be delete, or left out: then a name with reservations stays.");
        }
        return reservations != null;
    }
}
