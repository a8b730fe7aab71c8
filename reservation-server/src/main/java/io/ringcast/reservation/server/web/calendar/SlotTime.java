package io.ringcast.reservation.server.web.calendar;

import io.ringcast.reservation.server.calendar.DayNames;
import io.ringcast.reservation.server.calendar.ParsedDay;
import io.ringcast.reservation.server.domain.Slot;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/**
 * When a slot is, if its names are times. A catalog may have any names.
 *
 * @param length until the end of the timeslot, which may be on the next day
 */
record SlotTime(ParsedDay day, LocalTime start, Duration length) {
    /** When a slot is; empty if its day or its timeslot is no time. */
    static Optional<SlotTime> of(Slot slot, DayNames days) {
        return TimeRange.of(slot.timeslot())
                .flatMap(range ->
                        days.parse(slot.day().strip()).map(day -> new SlotTime(day, range.start(), range.length())));
    }
}
