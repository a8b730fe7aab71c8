package io.ringcast.reservation.server.web;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.util.Frequency;
import biweekly.util.Recurrence;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;

/**
 * Reservations as a calendar (RFC 5545): for each a weekly event, without end, in the reader's local time, from the first
 * such day after it was made. The same reservations give the same text.
 *
 * @param text the calendar
 * @param leftOut how many reservations are not in it, because their day or timeslot is no time
 */
record CalendarText(String text, int leftOut) {
    /** For reservations that were there from the start: a Monday. */
    private static final Instant LONG_AGO = Instant.parse("2024-01-01T12:00:00Z");

    static CalendarText of(Collection<Reservation> reservations) {
        var calendar = new ICalendar();
        calendar.setProductId("-//Ringcast//Reservations//EN");
        calendar.getTimezoneInfo().setGlobalFloatingTime(true);
        int leftOut = 0;
        for (Reservation reservation : reservations) {
            Optional<WeeklyTime> time = WeeklyTime.of(reservation.slot());
            if (time.isPresent()) {
                calendar.addEvent(event(reservation, time.get()));
            } else {
                leftOut++;
            }
        }
        return new CalendarText(Biweekly.write(calendar).go(), leftOut);
    }

    private static VEvent event(Reservation reservation, WeeklyTime time) {
        Slot slot = reservation.slot();
        Instant made = reservation.timeMillis() == 0 ? LONG_AGO : Instant.ofEpochMilli(reservation.timeMillis());
        LocalDate first =
                LocalDate.ofInstant(made, ZoneId.systemDefault()).with(TemporalAdjusters.nextOrSame(time.day()));
        var event = new VEvent();
        event.setUid(URLEncoder.encode(slot.toString(), StandardCharsets.UTF_8) + "@ringcast");
        event.setDateTimeStamp(Date.from(made));
        event.setDateStart(date(first, time.start()), true);
        event.setDateEnd(date(first, time.end()), true);
        event.setRecurrenceRule(new Recurrence.Builder(Frequency.WEEKLY).build());
        event.setSummary(slot.room() + ": " + reservation.holder());
        event.setLocation(slot.room());
        return event;
    }

    private static Date date(LocalDate day, LocalTime time) {
        return Date.from(day.atTime(time).atZone(ZoneId.systemDefault()).toInstant());
    }
}
