package io.ringcast.reservation.server.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads names of days: a weekday's name, in full or short, in English or in another language, in capitals or not; or a date, in
 * the form of ISO 8601.
 * Only for people and their calendars: what the group decides never depends on it.
 */
public final class DayNames {
    private static final List<TextStyle> STYLES =
            List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE);

    private final Map<String, DayOfWeek> weekdays = new HashMap<>();

    /** @param language besides English */
    public DayNames(Locale language) {
        for (Locale known : List.of(language, Locale.ENGLISH)) {
            for (DayOfWeek day : DayOfWeek.values()) {
                STYLES.forEach(style -> weekdays.put(folded(day.getDisplayName(style, known)), day));
            }
        }
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** What a name means; nothing if it is neither a weekday nor a date. */
    public Optional<ParsedDay> parse(String name) {
        DayOfWeek weekday = weekdays.get(folded(name));
        return weekday != null
                ? Optional.of(new ParsedDay.Weekly(weekday))
                : dateOf(name).map(ParsedDay.Dated::new);
    }

    /** The date that a name is, such as {@code 2026-11-30}. */
    public static Optional<LocalDate> dateOf(String name) {
        if (name.isEmpty() || !Character.isDigit(name.charAt(0))) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(name));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }
}
