package io.ringcast.reservation.server.web;

import io.ringcast.reservation.server.app.ReservationProperties;
import io.ringcast.reservation.server.web.calendar.CalendarText;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whose calendar it is. */
@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {
    @Bean
    CalendarText.Origin calendarOrigin(ReservationProperties properties) {
        return new CalendarText.Origin(properties.zoneId(), properties.group() + ":" + properties.port());
    }
}
