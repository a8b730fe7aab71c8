package io.ringcast.reservation.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.replication.boot.WrongPropertyException;
import io.ringcast.reservation.server.calendar.ParsedDay;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReservationPropertiesTests {
    @Test
    void theZoneIsThatOfTheServerUnlessItIsSet() {
        assertThat(properties(Map.of()).zoneId()).isEqualTo(ZoneId.systemDefault());
        assertThat(properties(Map.of("reservation.zone", "America/New_York")).zoneId())
                .isEqualTo(ZoneId.of("America/New_York"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Berlin", "Europe/Berlim", "+25:00"})
    void aZoneThatDoesNotExistIsToldWithWhatWouldBeRight(String zone) {
        assertThatThrownBy(() -> properties(Map.of("reservation.zone", zone)))
                .hasRootCauseInstanceOf(WrongPropertyException.class)
                .rootCause()
                .hasMessage(
                        "reservation.zone should be a time zone such as Europe/Berlin or America/New_York, and there is"
                                + " no " + zone + ".");
    }

    @Test
    void daysMayBeNamedInTheLanguage() {
        assertThat(properties(Map.of("reservation.language", "pt-BR"))
                        .dayNames()
                        .parse("domingo"))
                .contains(new ParsedDay.Weekly(DayOfWeek.SUNDAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"germna", "qqq"})
    void aLanguageThatDoesNotExistIsRefused(String language) {
        assertThatThrownBy(() -> properties(Map.of("reservation.language", language)))
                .hasRootCauseInstanceOf(WrongPropertyException.class)
                .rootCause()
                .hasMessageContaining("such as de");
    }

    private static ReservationProperties properties(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate(ReservationProperties.PREFIX, ReservationProperties.class);
    }
}
