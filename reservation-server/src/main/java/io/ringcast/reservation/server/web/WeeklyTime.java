package io.ringcast.reservation.server.web;

import io.ringcast.reservation.server.domain.Slot;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** When a slot is, if its names are times: {@code Monday} and {@code 8:30-9:30}. A catalog may have any names. */
record WeeklyTime(DayOfWeek day, LocalTime start, LocalTime end) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

    static Optional<WeeklyTime> of(Slot slot) {
        String[] times = slot.timeslot().split("-", -1);
        if (times.length != 2) {
            return Optional.empty();
        }
        try {
            DayOfWeek day = DayOfWeek.valueOf(slot.day().toUpperCase(Locale.ROOT));
            LocalTime start = LocalTime.parse(times[0], TIME);
            LocalTime end = LocalTime.parse(times[1], TIME);
            return start.isBefore(end) ? Optional.of(new WeeklyTime(day, start, end)) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeParseException notTimes) {
            return Optional.empty();
        }
    }
}
