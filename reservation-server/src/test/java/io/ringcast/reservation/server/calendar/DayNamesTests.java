package io.ringcast.reservation.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayNamesTests {
    private final DayNames german = new DayNames(Locale.GERMAN);

    @ParameterizedTest
    @CsvSource({
        "Monday, MONDAY",
        "SUNDAY, SUNDAY",
        "Montag, MONDAY",
        "samstag, SATURDAY",
        "Donnerstag, THURSDAY",
        "Wed, WEDNESDAY",
        "Fr, FRIDAY"
    })
    void weekdaysAreReadInEnglishAndInTheServersLanguage(String name, DayOfWeek day) {
        assertThat(german.parse(name)).contains(new ParsedDay.Weekly(day));
    }

    @Test
    void anotherLanguageIsNotRead() {
        assertThat(new DayNames(Locale.ENGLISH).parse("Montag")).isEmpty();
        assertThat(new DayNames(Locale.FRENCH).parse("lundi")).contains(new ParsedDay.Weekly(DayOfWeek.MONDAY));
        assertThat(new DayNames(Locale.forLanguageTag("el")).parse("Δευτέρα"))
                .contains(new ParsedDay.Weekly(DayOfWeek.MONDAY));
    }

    @Test
    void aDateIsReadAsOne() {
        assertThat(german.parse("2026-11-30")).contains(new ParsedDay.Dated(LocalDate.of(2026, 11, 30)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Mond", "30.11.2026", "2026-11-31", "2026-11-30T08:00", "20261130", "Day 1", "+2026-11-30"})
    void anythingElseIsJustAName(String name) {
        assertThat(german.parse(name)).isEmpty();
    }
}
