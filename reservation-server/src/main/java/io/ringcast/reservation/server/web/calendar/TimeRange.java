package io.ringcast.reservation.server.web.calendar;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Two times of day with a dash between them, as people write them: {@code 8:30-9:30}, {@code 8.30–9.30}, {@code 8h30-9h30},
 * {@code 8-9:30 am}, {@code 11:30am - 1pm}. The end may be midnight ({@code 22:00-24:00}, {@code 22:00-0:00}) or on the next
 * day ({@code 22:00-1:30}). Two bare numbers, as in {@code 8-9}, are no times.
 */
record TimeRange(LocalTime start, Duration length) {
    private static final String TIME = "(\\d{1,2})(?:[:.h](\\d{2}))?\\s*([ap]\\.?m\\.?)?";
    private static final Pattern RANGE = Pattern.compile(
            TIME + "\\s*(?:[-\u2010-\u2015\u2212~]|to|bis)\\s*" + TIME + "(?:\\s*(?:uhr|h))?",
            Pattern.CASE_INSENSITIVE);

    private static final int NOON = 12;
    private static final int HOUR_MINUTES = 60;
    private static final int DAY_MINUTES = 24 * HOUR_MINUTES;
    private static final int NO_TIME = -1;

    static Optional<TimeRange> of(String timeslot) {
        Matcher range = RANGE.matcher(timeslot.strip());
        if (!range.matches() || !isTold(range)) {
            return Optional.empty();
        }
        String startHalf = half(range.group(3));
        String endHalf = half(range.group(6));
        int start = minutes(range.group(1), range.group(2), startHalf == null ? endHalf : startHalf);
        int end = minutes(range.group(4), range.group(5), endHalf == null ? startHalf : endHalf);
        // Who writes 11-1 pm means 11 am.
        if (startHalf == null && endHalf != null && start >= end) {
            start = minutes(range.group(1), range.group(2), otherHalf(endHalf));
        } else if (endHalf == null && startHalf != null && end <= start) {
            end = minutes(range.group(4), range.group(5), otherHalf(startHalf));
        }
        if (start == NO_TIME || end == NO_TIME || start == end || start == DAY_MINUTES) {
            return Optional.empty();
        }
        int length = end > start ? end - start : end + DAY_MINUTES - start;
        return Optional.of(new TimeRange(LocalTime.ofSecondOfDay(start * 60L), Duration.ofMinutes(length)));
    }

    /** Whether at least one of the two is written as a time. */
    private static boolean isTold(Matcher range) {
        return range.group(2) != null || range.group(3) != null || range.group(5) != null || range.group(6) != null;
    }

    /** {@code a} or {@code p}; null if it is not told. */
    private static @Nullable String half(@Nullable String written) {
        return written == null ? null : written.substring(0, 1).toLowerCase(Locale.ROOT);
    }

    private static String otherHalf(String half) {
        return half.equals("a") ? "p" : "a";
    }

    private static int minutes(String hours, @Nullable String minutes, @Nullable String half) {
        int hour = Integer.parseInt(hours);
        int minute = minutes == null ? 0 : Integer.parseInt(minutes);
        if (minute >= HOUR_MINUTES) {
            return NO_TIME;
        }
        if (half != null) {
            return hour < 1 || hour > NOON
                    ? NO_TIME
                    : (hour % NOON + (half.equals("p") ? NOON : 0)) * HOUR_MINUTES + minute;
        }
        int all = hour * HOUR_MINUTES + minute;
        return all > DAY_MINUTES ? NO_TIME : all;
    }
}
