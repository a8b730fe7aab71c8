package io.ringcast.reservation.server.web.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.reservation.server.calendar.DayNames;
import io.ringcast.reservation.server.calendar.ParsedDay;
import io.ringcast.reservation.server.domain.Slot;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeRangeTests {
    private static final DayNames ENGLISH = new DayNames(Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource({
        "8:30-9:30, 08:30, 60",
        "08:30 - 09:30, 08:30, 60",
        "8.30-9.30, 08:30, 60",
        "8h30-9h30, 08:30, 60",
        "8:30–9:30, 08:30, 60",
        "8:30—9:30, 08:30, 60",
        "8:30‑9:30, 08:30, 60",
        "8:30 bis 9:30 Uhr, 08:30, 60",
        "8:30 to 9:30, 08:30, 60",
        "22:00-24:00, 22:00, 120",
        "23:00-0:00, 23:00, 60",
        "23:00-00:00, 23:00, 60",
        "0:00-24:00, 00:00, 1440",
        "22:30-1:30, 22:30, 180",
        "23:00-1:00, 23:00, 120",
        "8am-9am, 08:00, 60",
        "8:30 AM - 9:30 AM, 08:30, 60",
        "8:30-9:30 pm, 20:30, 60",
        "11:30-1 pm, 11:30, 90",
        "11am-1, 11:00, 120",
        "11pm-1, 23:00, 120",
        "10-12pm, 10:00, 120",
        "12pm-1pm, 12:00, 60",
        "12am-1am, 00:00, 60",
        "11 p.m. – 12 a.m., 23:00, 60",
        "8-9:30, 08:00, 90"
    })
    void timesAreReadAsPeopleWriteThem(String timeslot, LocalTime start, int minutes) {
        assertThat(TimeRange.of(timeslot)).hasValue(new TimeRange(start, Duration.ofMinutes(minutes)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "late",
                "8-9",
                "8:30",
                "8:30-25:00",
                "8:60-9:30",
                "-",
                "",
                "8:30-8:30",
                "24:00-1:00",
                "13pm-2pm",
                "0am-1am",
                "1.2.3-4",
                "12:30-24:30",
                "2026-11-30"
            })
    void whatIsNoTimeIsNotGuessed(String timeslot) {
        assertThat(TimeRange.of(timeslot)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Monday", "monday", "Mon", " MONDAY "})
    void aWeekdayIsEveryWeek(String day) {
        assertThat(SlotTime.of(new Slot("R", "8:30-9:30", day), ENGLISH))
                .hasValueSatisfying(time -> assertThat(time.day()).isEqualTo(new ParsedDay.Weekly(DayOfWeek.MONDAY)));
    }

    @Test
    void aWeekdayMayBeInTheServersLanguage() {
        Slot slot = new Slot("R", "8:30-9:30", "Mittwoch");
        assertThat(SlotTime.of(slot, ENGLISH)).isEmpty();
        assertThat(SlotTime.of(slot, new DayNames(Locale.GERMANY))).isPresent();
    }

    @Test
    void aDateIsOnce() {
        assertThat(SlotTime.of(new Slot("R", "8:30-9:30", "2026-11-30"), ENGLISH))
                .hasValueSatisfying(
                        time -> assertThat(time.day()).isEqualTo(new ParsedDay.Dated(LocalDate.of(2026, 11, 30))));
        assertThat(SlotTime.of(new Slot("R", "8:30-9:30", "2026-02-30"), ENGLISH))
                .isEmpty();
        assertThat(SlotTime.of(new Slot("R", "8:30-9:30", "Someday"), ENGLISH)).isEmpty();
    }
}
