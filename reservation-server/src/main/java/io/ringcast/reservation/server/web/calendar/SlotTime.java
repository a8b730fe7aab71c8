package io.ringcast.reservation.server.web.calendar;

import io.ringcast.reservation.server.domain.Slot;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a slot is, if its names are times. A catalog may have any names.
 *
 * @param length until the end of the timeslot, which may be on the next day
 */
record SlotTime(SlotDay day, LocalTime start, Duration length) {
    private static final List<TextStyle> STYLES =
            List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE);

    /** A day of every week, or one day. */
    sealed interface SlotDay {
        /** A weekday's name, in English or in this process's language: every week. */
        record Weekly(DayOfWeek weekday) implements SlotDay {}

        /** A date, as {@code 2026-11-30}: once. */
        record Once(LocalDate date) implements SlotDay {}
    }

    /** When a slot is; empty if its day or its timeslot is no time. */
    static Optional<SlotTime> of(Slot slot) {
        return TimeRange.of(slot.timeslot())
                .flatMap(range -> day(slot.day()).map(day -> new SlotTime(day, range.start(), range.length())));
    }

    private static Optional<SlotDay> day(String name) {
        String day = name.strip();
        try {
            return Optional.of(new SlotDay.Once(LocalDate.parse(day)));
        } catch (DateTimeParseException noDate) {
            return Stream.of(DayOfWeek.values())
                    .filter(weekday -> isNameOf(weekday, day))
                    .findFirst()
                    .map(SlotDay.Weekly::new);
        }
    }

    private static boolean isNameOf(DayOfWeek weekday, String name) {
        return Stream.of(Locale.ENGLISH, Locale.getDefault())
                .anyMatch(language -> STYLES.stream()
                        .anyMatch(
                                style -> weekday.getDisplayName(style, language).equalsIgnoreCase(name)));
    }
}
