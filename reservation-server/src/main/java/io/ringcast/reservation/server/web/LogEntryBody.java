package io.ringcast.reservation.server.web;

import io.ringcast.reservation.server.LogEntry;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Slot;
import java.time.Instant;

/**
 * A line of the audit trail as JSON.
 *
 * @param type reserve or delete
 * @param holder who asked
 * @param status the outcome code
 */
record LogEntryBody(
        long index,
        String requestId,
        Instant time,
        String type,
        String room,
        String timeslot,
        String day,
        String holder,
        String status) {

    static LogEntryBody of(LogEntry entry) {
        return switch (entry.command()) {
            case Command.ReserveRoom reserve -> of(entry, "reserve", reserve.slot(), reserve.holder());
            case Command.DeleteReservation delete -> of(entry, "delete", delete.slot(), delete.holder());
            case Command.Read read -> throw new IllegalStateException("a read in the log: " + entry);
        };
    }

    private static LogEntryBody of(LogEntry entry, String type, Slot slot, String holder) {
        return new LogEntryBody(
                entry.index(),
                entry.requestId(),
                Instant.ofEpochMilli(entry.timeMillis()),
                type,
                slot.room(),
                slot.timeslot(),
                slot.day(),
                holder,
                Refusals.codeOf(entry.outcome()));
    }
}
