package io.ringcast.reservation.server.web.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import io.ringcast.reservation.server.calendar.DayNames;
import io.ringcast.reservation.server.calendar.ParsedDay;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.web.calendar.CalendarText.Deleted;
import io.ringcast.reservation.server.web.calendar.CalendarText.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

class CalendarTextTests {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final DayNames DAY_NAMES = new DayNames(Locale.ENGLISH);
    private static final Origin ORIGIN = new Origin(BERLIN, DAY_NAMES, "235.1.1.1:55555");
    private static final Slot SLOT = new Slot("ME4494", "8:30-9:30", "Monday");
    private static final List<String> DAYS =
            List.of("Monday", "Friday", "Saturday", "Sunday", "2026-03-29", "2026-03-08", "2026-10-25", "2026-11-01");
    private static final List<String> TIMESLOTS =
            List.of("8:30-9:30", "22:00-24:00", "23:00-1:30", "0:00-24:00", "0:30-1:00");
    private static final Instant MADE = Instant.parse("2026-01-02T10:00:00Z");
    private static final Instant END = Instant.parse("2027-06-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "Australia/Sydney",
                "Asia/Kolkata",
                "UTC",
                "Africa/Casablanca",
                "Pacific/Chatham"
            })
    void anotherLibraryFindsTheSameInstants(String zone) throws Exception {
        List<Reservation> reservations = reservations(TIMESLOTS);
        CalendarText calendar = CalendarText.of(reservations, List.of(), new Origin(ZoneId.of(zone), DAY_NAMES, "g"));

        assertThat(calendar.leftOut()).isZero();
        assertThat(instantsByIcal4j(calendar.text()))
                .containsExactlyInAnyOrderElementsOf(instants(reservations, ZoneId.of(zone)));
    }

    /** Where the clocks jump at midnight, only the morning is the same for all readers. */
    @ParameterizedTest
    @ValueSource(strings = {"America/Santiago", "Africa/Cairo", "America/Nuuk", "Asia/Beirut", "Asia/Jerusalem"})
    void theRulesOfZonesThatAreHardToSayAreRight(String zone) throws Exception {
        List<Reservation> reservations = reservations(List.of("8:30-9:30"));
        CalendarText calendar = CalendarText.of(reservations, List.of(), new Origin(ZoneId.of(zone), DAY_NAMES, "g"));

        assertThat(instantsByIcal4j(calendar.text()))
                .containsExactlyInAnyOrderElementsOf(instants(reservations, ZoneId.of(zone)));
    }

    /** Its iterator is wrong on the days on which an offset changes, which are left out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "Australia/Sydney",
                "Asia/Kolkata",
                "UTC",
                "Africa/Casablanca",
                "Pacific/Chatham"
            })
    void aThirdLibraryFindsTheSameInstants(String zone) {
        ZoneId zoneId = ZoneId.of(zone);
        List<Reservation> reservations = reservations(TIMESLOTS);
        CalendarText calendar = CalendarText.of(reservations, List.of(), new Origin(zoneId, DAY_NAMES, "g"));

        assertThat(instantsByBiweekly(calendar.text()))
                .filteredOn(instant -> isFarFromAChange(instant, zoneId))
                .hasSizeGreaterThan(1_000)
                .containsExactlyInAnyOrderElementsOf(instants(reservations, zoneId).stream()
                        .filter(instant -> isFarFromAChange(instant, zoneId))
                        .toList());
    }

    private static boolean isFarFromAChange(String line, ZoneId zone) {
        Instant instant = Instant.parse(line.split(" ", -1)[1]);
        var rules = zone.getRules();
        return rules.getOffset(instant.minus(Duration.ofDays(1)))
                .equals(rules.getOffset(instant.plus(Duration.ofDays(1))));
    }

    private static List<Reservation> reservations(List<String> timeslots) {
        List<Reservation> reservations = new ArrayList<>();
        for (String day : DAYS) {
            for (String timeslot : timeslots) {
                var slot = new Slot("R" + reservations.size(), timeslot, day);
                reservations.add(new Reservation(slot, "bob", "c-" + reservations.size(), MADE.toEpochMilli()));
            }
        }
        return reservations;
    }

    private static List<String> instants(List<Reservation> reservations, ZoneId zone) {
        return reservations.stream()
                .flatMap(reservation -> instants(reservation, zone).stream())
                .toList();
    }

    private static List<String> instants(Reservation reservation, ZoneId zone) {
        SlotTime time = SlotTime.of(reservation.slot(), DAY_NAMES).orElseThrow();
        String room = reservation.slot().room() + " ";
        var calendarZone = new CalendarZone(zone);
        List<String> instants = new ArrayList<>();
        switch (time.day()) {
            case ParsedDay.Dated once ->
                instants.add(room + calendarZone.start(once.date(), time).toInstant() + " "
                        + Duration.between(calendarZone.start(once.date(), time), calendarZone.end(once.date(), time)));
            case ParsedDay.Weekly weekly -> {
                LocalDate day = LocalDate.ofInstant(MADE, zone).with(TemporalAdjusters.nextOrSame(weekly.day()));
                for (; calendarZone.start(day, time).toInstant().isBefore(END); day = day.plusWeeks(1)) {
                    instants.add(room + calendarZone.start(day, time).toInstant() + " " + time.length());
                }
            }
        }
        return instants;
    }

    private static List<String> instantsByIcal4j(String text) throws IOException, ParserException {
        List<String> instants = new ArrayList<>();
        for (CalendarComponent component : parsed(text).getComponents(Component.VEVENT)) {
            VEvent event = (VEvent) component;
            ZonedDateTime start = start(event);
            ZonedDateTime end = end(event);
            List<String> found = new ArrayList<>();
            if (event.getProperty(Property.RRULE).isEmpty()) {
                found.add(start.toInstant() + " " + Duration.between(start, end));
            } else {
                var period = new Period<>(start, END.atZone(start.getZone()));
                event.<ZonedDateTime>calculateRecurrenceSet(period).stream()
                        .map(Period::getStart)
                        .filter(date -> date.toInstant().isBefore(END))
                        .sorted()
                        .forEach(date -> found.add(date.toInstant() + " " + Duration.between(start, end)));
            }
            found.forEach(time -> instants.add(value(event, Property.LOCATION) + " " + time));
        }
        return instants;
    }

    private static List<String> instantsByBiweekly(String text) {
        ICalendar calendar = Biweekly.parse(text).first();
        List<String> instants = new ArrayList<>();
        calendar.getEvents().forEach(event -> {
            Instant start = event.getDateStart().getValue().toInstant();
            Duration length =
                    Duration.between(start, event.getDateEnd().getValue().toInstant());
            List<String> found = new ArrayList<>();
            TimeZone zone =
                    calendar.getTimezoneInfo().getTimezone(event.getDateStart()).getTimeZone();
            DateIterator dates = event.getDateIterator(zone);
            while (dates.hasNext()) {
                Instant next = dates.next().toInstant();
                if (!next.isBefore(END)) {
                    break;
                }
                found.add(next + " " + length);
            }
            found.forEach(time -> instants.add(event.getLocation().getValue() + " " + time));
        });
        return instants;
    }

    @ParameterizedTest
    @ValueSource(strings = {"2:30-3:30", "1:30-3:30", "2:00-3:00", "2:15-2:45", "23:30-2:30"})
    void aSeriesDoesNotBeginOnADayOnWhichTheClockJumps(String timeslot) throws Exception {
        ZoneId newYork = ZoneId.of("America/New_York");
        Instant before = Instant.parse("2026-03-06T12:00:00Z");
        for (String day : List.of("Saturday", "Sunday")) {
            SlotTime time = SlotTime.of(new Slot("R", timeslot, day), DAY_NAMES).orElseThrow();
            CalendarText calendar = CalendarText.of(
                    List.of(new Reservation(new Slot("R", timeslot, day), "bob", "c-1", before.toEpochMilli())),
                    List.of(),
                    new Origin(newYork, DAY_NAMES, "g"));
            VEvent event = event(calendar.text());
            ZonedDateTime start = start(event);
            ZonedDateTime end = end(event);
            assertThat(Duration.between(start, end)).isEqualTo(time.length());
            assertThat(start.toLocalTime()).isEqualTo(time.start());
        }
    }

    @Test
    void anEventOnADayOnWhichTheClockJumpsHasALength() throws Exception {
        CalendarText calendar = CalendarText.of(
                List.of(new Reservation(new Slot("R", "2:30-3:30", "2026-03-08"), "bob", "c-1", 1)),
                List.of(),
                new Origin(ZoneId.of("America/New_York"), DAY_NAMES, "g"));

        VEvent event = event(calendar.text());
        assertThat(value(event, Property.DTSTART)).isEqualTo("20260308T033000");
        assertThat(value(event, Property.DTEND)).isEqualTo("20260308T043000");
    }

    @Test
    void whatIsNoTimeIsLeftOutAndCounted() {
        CalendarText calendar = CalendarText.of(
                List.of(
                        reservation(new Slot("R", "late", "Monday"), "bob"),
                        reservation(new Slot("R", "8:30-9:30", "Someday"), "bob"),
                        reservation(SLOT, "bob")),
                List.of(),
                ORIGIN);
        assertThat(calendar.leftOut()).isEqualTo(2);
        assertThat(calendar.text()).containsOnlyOnce("BEGIN:VEVENT");
    }

    @Test
    void theSameReservationsGiveTheSameText() {
        List<Reservation> reservations = List.of(reservation(SLOT, "bob"));
        assertThat(CalendarText.of(reservations, List.of(), ORIGIN))
                .isEqualTo(CalendarText.of(reservations, List.of(), ORIGIN));
        assertThat(CalendarText.of(reservations, List.of(), ORIGIN).text()).isEqualTo("""
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Ringcast//Reservations//EN
                X-WR-CALNAME:Reservations of 235.1.1.1:55555
                X-WR-TIMEZONE:Europe/Berlin
                BEGIN:VTIMEZONE
                TZID:Europe/Berlin
                BEGIN:DAYLIGHT
                DTSTART:20250330T020000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
                END:DAYLIGHT
                BEGIN:STANDARD
                DTSTART:20251026T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
                END:STANDARD
                END:VTIMEZONE
                BEGIN:VEVENT
                UID:1692aec9-a018-3f39-b832-11ed8b71d6de@ringcast
                DTSTAMP:20260102T100000Z
                SEQUENCE:0
                STATUS:CONFIRMED
                DTSTART;TZID=Europe/Berlin:20260105T083000
                DTEND;TZID=Europe/Berlin:20260105T093000
                RRULE:FREQ=WEEKLY
                SUMMARY:ME4494: bob
                LOCATION:ME4494
                END:VEVENT
                END:VCALENDAR
                """.replace("\n", "\r\n"));
    }

    @Test
    void eventsHaveNamesOfTheirOwnInEachGroupAndKeepThem() throws Exception {
        Reservation fromAFile = new Reservation(SLOT, "bob", "file-1", 0);
        List<Reservation> all = List.of(
                fromAFile,
                new Reservation(new Slot("SA314", "8:30-9:30", "Monday"), "bob", "file-1", 0),
                reservation(SLOT, "bob"));
        List<String> names = uids(CalendarText.of(all, List.of(), ORIGIN));
        List<String> others = uids(CalendarText.of(all, List.of(), new Origin(BERLIN, DAY_NAMES, "235.1.1.1:55557")));

        assertThat(names).doesNotHaveDuplicates().doesNotContainAnyElementsOf(others);
        assertThat(uids(CalendarText.of(all, List.of(), new Origin(ZoneId.of("UTC"), DAY_NAMES, "235.1.1.1:55555"))))
                .isEqualTo(names);
        assertThat(uids(CalendarText.of(List.of(), List.of(new Deleted(fromAFile, 1)), ORIGIN)))
                .containsExactly(names.getFirst());
    }

    @Test
    void whatWasDeletedIsCancelled() throws Exception {
        CalendarText calendar = CalendarText.of(
                List.of(),
                List.of(new Deleted(
                        reservation(SLOT, "bob"), MADE.plusSeconds(60).toEpochMilli())),
                ORIGIN);

        VEvent event = event(calendar.text());
        assertThat(value(event, Property.STATUS)).isEqualTo("CANCELLED");
        assertThat(value(event, Property.SEQUENCE)).isEqualTo("1");
        assertThat(value(event, Property.DTSTAMP)).isEqualTo("20260102T100100Z");
    }

    @Test
    void anEmptyCalendarIsValid() throws Exception {
        Calendar calendar = parsed(CalendarText.of(List.of(), List.of(), ORIGIN).text());
        assertThat(calendar.validate().hasErrors()).isFalse();
        assertThat(calendar.getComponents()).hasSize(1);
    }

    private static List<String> names() throws IOException {
        List<String> names = new ArrayList<>(List.of(
                "東京".repeat(20), "a;b,c\\n\\\\d;;,,", "Zoë ".repeat(14) + "Zo", "a\u2028b: \"c\"", "😀".repeat(31)));
        try (InputStream nasty = new ClassPathResource("nasty-names.json").getInputStream()) {
            JsonMapper.shared().readTree(nasty).forEach(name -> names.add(name.asString()));
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("names")
    void anyNameComesBackFromFoldedLines(String name) throws Exception {
        String text = CalendarText.of(
                        List.of(reservation(new Slot(name, "8:30-9:30", "Monday"), name)), List.of(), ORIGIN)
                .text();
        for (String line : text.split("\r\n", -1)) {
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\uFFFD");
            assertThat(Character.isLowSurrogate(line.isEmpty() ? 'a' : line.charAt(0)))
                    .isFalse();
        }
        assertThat(value(event(text), Property.LOCATION)).isEqualTo(name);
        assertThat(value(event(text), Property.SUMMARY)).isEqualTo(name + ": " + name);
        ICalendar other = Biweekly.parse(text).first();
        assertThat(other.getEvents().getFirst().getLocation().getValue()).isEqualTo(name);
    }

    private static Reservation reservation(Slot slot, String holder) {
        return new Reservation(slot, holder, "c-1", MADE.toEpochMilli());
    }

    private static Calendar parsed(String text) throws IOException, ParserException {
        return new CalendarBuilder().build(new StringReader(text));
    }

    private static VEvent event(String text) throws IOException, ParserException {
        Calendar calendar = parsed(text);
        assertThat(calendar.validate().hasErrors()).isFalse();
        return (VEvent) calendar.getComponents(Component.VEVENT).getFirst();
    }

    private static ZonedDateTime start(VEvent event) {
        return ZonedDateTime.from(
                Objects.requireNonNull(event.<Temporal>getDateTimeStart()).getDate());
    }

    private static ZonedDateTime end(VEvent event) {
        return ZonedDateTime.from(
                Objects.requireNonNull(event.<Temporal>getDateTimeEnd()).getDate());
    }

    private static List<String> uids(CalendarText calendar) throws IOException, ParserException {
        return parsed(calendar.text()).getComponents(Component.VEVENT).stream()
                .map(event -> value((VEvent) event, Property.UID))
                .toList();
    }

    private static String value(VEvent event, String property) {
        return event.getRequiredProperty(property).getValue();
    }
}
