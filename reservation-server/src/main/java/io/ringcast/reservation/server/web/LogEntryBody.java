package io.ringcast.reservation.server.web;

import io.ringcast.reservation.server.app.AuditEntry;
import io.ringcast.reservation.server.codec.OutcomeStatus;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Slot;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A line of the audit trail as JSON.
 *
 * @param type reserve or delete
 * @param holder who asked
 * @param status the outcome code
 */
record LogEntryBody(
        @Schema(example = "4711") long index,
        @Schema(example = "c7f3k9-2") String requestId,
        @Schema(example = "2026-11-21T08:15:30.123Z") Instant time,
        @Schema(example = "reserve") String type,
        @Schema(example = "ME4494") String room,
        @Schema(example = "8:30-9:30") String timeslot,
        @Schema(example = "Monday") String day,
        @Schema(example = "alice") String holder,
        @Schema(example = "OK") String status) {

    static LogEntryBody of(AuditEntry entry) {
        return switch (entry.command()) {
            case Command.ReserveRoom reserve -> of(entry, "reserve", reserve.slot(), reserve.holder());
            case Command.DeleteReservation delete -> of(entry, "delete", delete.slot(), delete.holder());
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
                OutcomeStatus.of(entry.outcome()).name());
    }
}
