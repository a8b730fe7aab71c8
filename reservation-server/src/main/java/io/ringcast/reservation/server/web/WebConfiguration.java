package io.ringcast.reservation.server.web;

import io.ringcast.console.admin.BookerPaths;
import io.ringcast.reservation.server.app.ReservationProperties;
import io.ringcast.reservation.server.calendar.DayNames;
import io.ringcast.reservation.server.web.calendar.CalendarText;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What bookers may change, and whose calendar it is. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    @Bean
    BookerPaths bookerPaths() {
        return new BookerPaths(List.of("/api/reservations", "/api/reservations/*/*/*"));
    }

    @Bean
    CalendarText.Origin calendarOrigin(ReservationProperties properties, DayNames days) {
        return new CalendarText.Origin(properties.zoneId(), days, properties.group() + ":" + properties.port());
    }
}
