package io.ringcast.reservation.server.web.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A time zone in a calendar: its name, and its rules as a VTIMEZONE (RFC 5545 §3.6.5). */
final class CalendarZone {
    static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    /** For readers that repeat an event without end. They ask for the calendar again before. */
    private static final int YEARS_AHEAD = 28;

    private static final LocalDateTime ALWAYS = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final ZoneId zone;
    private final ZoneRules rules;

    CalendarZone(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    /** The name by which times refer to it. */
    String id() {
        // A colon would end a parameter, and names with one are no region's.
        return zone.getId().equals("Z") ? "Etc/UTC" : zone.getId().replace(':', '.');
    }

    /**
     * When a slot that begins at a time by this zone's clocks is. A time that a day does not have, since the clocks are put
     * forward, is as much later.
     */
    ZonedDateTime start(LocalDate day, SlotTime time) {
        return ZonedDateTime.of(day, time.start(), zone);
    }

    /** When it ends by the clocks; where they would show no later time than at its start, after its length. */
    ZonedDateTime end(LocalDate day, SlotTime time) {
        ZonedDateTime start = start(day, time);
        ZonedDateTime end = ZonedDateTime.of(LocalDateTime.of(day, time.start()).plus(time.length()), zone);
        return end.isAfter(start) ? end : start.plus(time.length());
    }

    /** Whether it begins when its name says, and is as long. Each event of a series has the length of the first one. */
    boolean isOrdinary(LocalDate day, SlotTime time) {
        ZonedDateTime start = start(day, time);
        return start.toLocalTime().equals(time.start())
                && Duration.between(start, end(day, time)).equals(time.length());
    }

    ZoneId zone() {
        return zone;
    }

    /** Writes the rules from a day on: first the changes that are known one by one, then those that are repeated. */
    void write(ContentLines lines, LocalDate from) {
        lines.begin("VTIMEZONE");
        lines.add("TZID", id());
        Instant begin = from.atStartOfDay(zone).toInstant();
        Map<ZoneOffsetTransition, String> repeated = repeated(from.getYear() - 1);
        Instant end = repeated.keySet().stream()
                .map(ZoneOffsetTransition::getInstant)
                .min(Instant::compareTo)
                .orElse(begin.plus(YEARS_AHEAD * 366L, ChronoUnit.DAYS));
        ZoneOffsetTransition next = rules.previousTransition(begin.plusSeconds(1));
        if (next == null) {
            ZoneOffset offset = rules.getOffset(begin);
            observance(lines, "STANDARD", ALWAYS, offset, offset, "");
            next = rules.nextTransition(begin);
        }
        for (; next != null && next.getInstant().isBefore(end); next = rules.nextTransition(next.getInstant())) {
            observance(lines, next, "");
        }
        repeated.forEach((transition, repetition) -> observance(lines, transition, repetition));
        lines.end("VTIMEZONE");
    }

    /**
     * The first change of each rule, and how it is repeated. None if one of the rules cannot be said: readers do not
     * combine a repeated change with a list of others.
     */
    private Map<ZoneOffsetTransition, String> repeated(int fromYear) {
        List<ZoneOffsetTransition> listed = rules.getTransitions();
        int listedUntil = listed.isEmpty()
                ? fromYear
                : listed.getLast().getDateTimeBefore().getYear();
        int year = Math.max(fromYear, listedUntil + 1);
        Map<ZoneOffsetTransition, String> repeated = new LinkedHashMap<>();
        for (ZoneOffsetTransitionRule rule : rules.getTransitionRules()) {
            List<ZoneOffsetTransition> each = IntStream.range(year, year + YEARS_AHEAD)
                    .mapToObj(rule::createTransition)
                    .toList();
            Optional<String> repetition = repetition(each);
            if (repetition.isEmpty()) {
                return Map.of();
            }
            repeated.put(each.getFirst(), repetition.get());
        }
        return repeated;
    }

    /** The rule of a change of the offset as calendars say it; empty if they cannot. */
    private static Optional<String> repetition(List<ZoneOffsetTransition> each) {
        List<LocalDateTime> times =
                each.stream().map(ZoneOffsetTransition::getDateTimeBefore).toList();
        if (!(same(times, LocalDateTime::getMonth)
                && same(times, LocalDateTime::getDayOfWeek)
                && same(times, LocalDateTime::toLocalTime))) {
            return Optional.empty();
        }
        LocalDateTime first = times.getFirst();
        String day = first.getDayOfWeek().name().substring(0, 2);
        String rule = "FREQ=YEARLY;BYMONTH=" + first.getMonthValue() + ";BYDAY=";
        if (same(times, CalendarZone::week)) {
            return Optional.of(rule + week(first) + day);
        }
        if (times.stream().allMatch(time -> !time.plusWeeks(1).getMonth().equals(time.getMonth()))) {
            return Optional.of(rule + "-1" + day);
        }
        String days = times.stream()
                .map(LocalDateTime::getDayOfMonth)
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        return Optional.of(rule + day + ";BYMONTHDAY=" + days);
    }

    /** The week of its month, from 1, in which a day is, if the month begins the weeks. */
    private static int week(LocalDateTime time) {
        return (time.getDayOfMonth() - 1) / 7 + 1;
    }

    private static <T> boolean same(List<LocalDateTime> times, Function<LocalDateTime, T> part) {
        return times.stream().map(part).distinct().count() == 1;
    }

    private void observance(ContentLines lines, ZoneOffsetTransition transition, String repetition) {
        observance(
                lines,
                rules.isDaylightSavings(transition.getInstant()) ? "DAYLIGHT" : "STANDARD",
                transition.getDateTimeBefore(),
                transition.getOffsetBefore(),
                transition.getOffsetAfter(),
                repetition);
    }

    private static void observance(
            ContentLines lines, String kind, LocalDateTime start, ZoneOffset from, ZoneOffset to, String repetition) {
        lines.begin(kind);
        lines.add("DTSTART", LOCAL.format(start));
        lines.add("TZOFFSETFROM", offset(from));
        lines.add("TZOFFSETTO", offset(to));
        if (!repetition.isEmpty()) {
            lines.add("RRULE", repetition);
        }
        lines.end(kind);
    }

    private static String offset(ZoneOffset offset) {
        int seconds = Math.abs(offset.getTotalSeconds());
        String sign = offset.getTotalSeconds() < 0 ? "-" : "+";
        String minutes = String.format(Locale.ROOT, "%s%02d%02d", sign, seconds / 3600, seconds / 60 % 60);
        return seconds % 60 == 0 ? minutes : minutes + String.format(Locale.ROOT, "%02d", seconds % 60);
    }
}
