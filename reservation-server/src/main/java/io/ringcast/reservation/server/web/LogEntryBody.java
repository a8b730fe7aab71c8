package io.ringcast.reservation.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ringcast.reservation.server.app.AuditEntry;
import io.ringcast.reservation.server.codec.OutcomeStatus;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Slot;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit trail as JSON. What a command of its type does not have is left out.
 *
 * @param type reserve, delete or catalog
 * @param holder who asked
 * @param status the outcome code
 * @param edits of the catalog
 * @param deleted the requests that had made the reservations that an edit of the catalog deleted, the first thousand of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LogEntryBody(
        @Schema(example = "4711") long index,
        @Schema(example = "c7f3k9-2") String requestId,
        @Schema(example = "2026-11-21T08:15:30.123Z") Instant time,
        @Schema(example = "reserve") String type,
        @Schema(example = "ME4494") @Nullable String room,
        @Schema(example = "8:30-9:30") @Nullable String timeslot,
        @Schema(example = "Monday") @Nullable String day,
        @Schema(example = "alice") String holder,
        @Schema(example = "OK") String status,
        @Nullable List<CatalogEditBody> edits,

        @Schema(example = "[\"c7f3k9-1\"]") @Nullable List<String> deleted) {

    static LogEntryBody of(AuditEntry entry) {
        return switch (entry.command()) {
            case Command.ReserveRoom reserve -> of(entry, "reserve", reserve.slot(), reserve.holder());
            case Command.Delete delete -> of(entry, "delete", delete.slot(), delete.holder());
            case Command.ChangeCatalog change -> of(entry, change);
            case Command.Read read -> throw new IllegalStateException("a read in the log: " + entry);
        };
    }

    private static LogEntryBody of(AuditEntry entry, String type, Slot slot, String holder) {
        return new LogEntryBody(
                entry.index(),
                entry.requestId(),
                Instant.ofEpochMilli(entry.timeMillis()),
                type,
                slot.room(),
                slot.timeslot(),
                slot.day(),
                holder,
                OutcomeStatus.codeOf(entry.outcome()),
                null,
                null);
    }

    private static LogEntryBody of(AuditEntry entry, Command.ChangeCatalog change) {
        return new LogEntryBody(
                entry.index(),
                entry.requestId(),
                Instant.ofEpochMilli(entry.timeMillis()),
                "catalog",
                null,
                null,
                null,
                change.requester(),
                OutcomeStatus.codeOf(entry.outcome()),
                change.edits().stream().map(CatalogEditBody::of).toList(),
                entry.outcome() instanceof Outcome.CatalogChanged changed ? changed.deleted() : null);
    }
}
