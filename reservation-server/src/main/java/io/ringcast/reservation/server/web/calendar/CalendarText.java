package io.ringcast.reservation.server.web.calendar;

import io.ringcast.reservation.server.calendar.DayNames;
import io.ringcast.reservation.server.calendar.ParsedDay;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Reservations as a calendar (RFC 5545): for each a weekly event without end, from the first such day after it was made, or
 * one event if its day is a date. The same reservations give the same text.
 *
 * @param text the calendar
 * @param leftOut how many reservations are not in it, because their day or timeslot is no time
 */
public record CalendarText(String text, int leftOut) {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** For reservations that were there from the start: a Monday. */
    private static final Instant LONG_AGO = Instant.parse("2024-01-01T12:00:00Z");

    private static final int WEEKS_SEARCHED = 53;

    /**
     * Whose calendar it is.
     *
     * @param zone in which days and timeslots are meant
     * @param days what names of days mean
     * @param group what tells its events from those of other groups, for example the group's address
     */
    public record Origin(ZoneId zone, DayNames days, String group) {}

    /** A reservation that is no more, and when it was deleted. */
    public record Deleted(Reservation reservation, long timeMillis) {}

    private record Event(Reservation reservation, SlotTime time, LocalDate day, Instant revised, boolean cancelled) {}

    /**
     * The calendar of these reservations.
     *
     * @param deleted are in it as cancelled, so that readers that know them learn of it
     */
    public static CalendarText of(Collection<Reservation> reservations, Collection<Deleted> deleted, Origin origin) {
        var zone = new CalendarZone(origin.zone());
        List<Event> events = new ArrayList<>();
        int leftOut = 0;
        for (Reservation reservation : reservations) {
            Optional<SlotTime> time = SlotTime.of(reservation.slot(), origin.days());
            if (time.isPresent()) {
                events.add(event(reservation, time.get(), zone, made(reservation), false));
            } else {
                leftOut++;
            }
        }
        for (Deleted gone : deleted) {
            SlotTime.of(gone.reservation().slot(), origin.days())
                    .ifPresent(time -> events.add(
                            event(gone.reservation(), time, zone, Instant.ofEpochMilli(gone.timeMillis()), true)));
        }
        return new CalendarText(text(events, zone, origin.group()), leftOut);
    }

    private static Event event(
            Reservation reservation, SlotTime time, CalendarZone zone, Instant revised, boolean cancelled) {
        LocalDate day = switch (time.day()) {
            case ParsedDay.Dated once -> once.date();
            case ParsedDay.Weekly weekly -> {
                LocalDate first = LocalDate.ofInstant(made(reservation), zone.zone())
                        .with(TemporalAdjusters.nextOrSame(weekly.day()));
                yield first.datesUntil(first.plusWeeks(WEEKS_SEARCHED), Period.ofWeeks(1))
                        .filter(date -> zone.isOrdinary(date, time))
                        .findFirst()
                        .orElse(first);
            }
        };
        return new Event(reservation, time, day, revised, cancelled);
    }

    private static Instant made(Reservation reservation) {
        return reservation.timeMillis() == 0 ? LONG_AGO : Instant.ofEpochMilli(reservation.timeMillis());
    }

    private static String text(List<Event> events, CalendarZone zone, String group) {
        LocalDate begin = events.stream()
                .map(Event::day)
                .min(LocalDate::compareTo)
                .orElse(LocalDate.ofInstant(LONG_AGO, zone.zone()));
        var lines = new ContentLines();
        lines.begin("VCALENDAR");
        lines.add("VERSION", "2.0");
        lines.add("PRODID", "-//Ringcast//Reservations//EN");
        lines.addText("X-WR-CALNAME", "Reservations of " + group);
        lines.add("X-WR-TIMEZONE", zone.id());
        zone.write(lines, begin);
        events.forEach(event -> write(lines, event, zone, group));
        lines.end("VCALENDAR");
        return lines.toString();
    }

    private static void write(ContentLines lines, Event event, CalendarZone zone, String group) {
        Slot slot = event.reservation.slot();
        lines.begin("VEVENT");
        lines.add("UID", uid(event.reservation, group));
        lines.add("DTSTAMP", UTC.format(event.revised));
        lines.add("SEQUENCE", event.cancelled ? "1" : "0");
        lines.add("STATUS", event.cancelled ? "CANCELLED" : "CONFIRMED");
        time(lines, "DTSTART", zone.start(event.day, event.time), zone);
        time(lines, "DTEND", zone.end(event.day, event.time), zone);
        if (event.time.day() instanceof ParsedDay.Weekly) {
            lines.add("RRULE", "FREQ=WEEKLY");
        }
        lines.addText("SUMMARY", slot.room() + ": " + event.reservation.holder());
        lines.addText("LOCATION", slot.room());
        lines.end("VEVENT");
    }

    private static void time(ContentLines lines, String name, ZonedDateTime time, CalendarZone zone) {
        lines.add(name + ";TZID=" + zone.id(), CalendarZone.LOCAL.format(time));
    }

    /** The request that made a reservation names it; those of the data files have their slot, too. */
    private static String uid(Reservation reservation, String group) {
        String slot = reservation.timeMillis() == 0 ? "\n" + reservation.slot() : "";
        String name = group + "\n" + reservation.requestId() + slot;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)) + "@ringcast";
    }
}
