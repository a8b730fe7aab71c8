package io.ringcast.reservation.server.web;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.UnavailableException;
import io.ringcast.reservation.server.app.AuditEntry;
import io.ringcast.reservation.server.app.ReservationService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** This server: its place in the group, and the trail of what it has applied. */
@RestController
@RequestMapping("/api")
@Tag(name = "replica", description = "This server: its place in the group, and what it has applied")
class ReplicaController {
    private static final int LOG_ENTRIES_MAX = 10_000;

    private final ReservationService service;

    ReplicaController(ReservationService service) {
        this.service = service;
    }

    @GetMapping("/replica")
    @Operation(summary = "This server's view of itself and of the group")
    ReservationReplicaBody replica() {
        return ReservationReplicaBody.of(service.status());
    }

    /**
     * The audit trail, oldest first.
     *
     * @param after only what was applied at a later index; the last index of one page asks for the next
     * @param limit at most so many entries, 1 to 10,000
     * @param requestId only what was done for this request; the other parameters then do not count
     */
    @GetMapping("/log")
    @Operation(summary = "The audit trail, oldest first")
    List<LogEntryBody> log(
            @Parameter(description = "only what was applied at a later index", example = "4000")
                    @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "at most so many, 1 to 10,000", example = "100")
                    @RequestParam(defaultValue = "1000")
                    int limit,
            @Parameter(description = "only what was done for this request, whatever its index", example = "c7f3k9-2")
                    @RequestParam(required = false)
                    @Nullable
                    String requestId) {
        if (requestId != null) {
            RequestId id = RequestId.parse(requestId)
                    .orElseThrow(() -> ProblemResponses.badCommand(
                            "The parameter requestId should be the id of a request, such as c7f3k9-2."));
            return bodies(() -> service.logOf(id));
        }
        if (after < 0) {
            throw ProblemResponses.badCommand("The parameter after should be an index, 0 or more.");
        }
        if (limit < 1 || limit > LOG_ENTRIES_MAX) {
            throw ProblemResponses.badCommand("The parameter limit should be from 1 to " + LOG_ENTRIES_MAX + ".");
        }
        return bodies(() -> service.log(after, limit));
    }

    private static List<LogEntryBody> bodies(Supplier<List<AuditEntry>> entries) {
        try {
            return entries.get().stream().map(LogEntryBody::of).toList();
        } catch (UnavailableException e) {
            throw ProblemResponses.unavailable(e.reason());
        }
    }
}
