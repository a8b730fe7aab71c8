package io.ringcast.reservation.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringcast.replication.api.Durability;
import io.ringcast.replication.boot.WrongPropertyException;
import io.ringcast.reservation.server.calendar.ParsedDay;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReservationPropertiesTests {
    private static ReservationProperties with(Locale language) {
        return new ReservationProperties(
                "235.1.1.1",
                55_555,
                Path.of("data"),
                null,
                null,
                null,
                Durability.ALWAYS,
                100_000,
                language,
                Duration.ofSeconds(2));
    }

    @Test
    void daysMayBeNamedInTheLanguage() {
        assertThat(with(Locale.forLanguageTag("pt-BR")).dayNames().parse("domingo"))
                .contains(new ParsedDay.Weekly(DayOfWeek.SUNDAY));
    }

    @Test
    void aLanguageThatDoesNotExistIsRefused() {
        for (String tag : new String[] {"", "germna", "qqq"}) {
            assertThatExceptionOfType(WrongPropertyException.class)
                    .as(tag)
                    .isThrownBy(() -> with(Locale.of(tag)))
                    .withMessageContaining("such as de");
        }
    }
}
