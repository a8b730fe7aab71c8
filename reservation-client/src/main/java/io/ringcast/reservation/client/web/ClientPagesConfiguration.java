package io.ringcast.reservation.client.web;

import io.ringcast.console.grid.GridSource;
import io.ringcast.console.pages.ServicePages;
import io.ringcast.console.pages.ServicePages.Page;
import io.ringcast.protocol.autoconfigure.RingcastProperties;
import io.ringcast.reservation.client.ReservationGroup;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of a client. */
@Configuration(proxyBeanMethods = false)
class ClientPagesConfiguration {
    @Bean
    GridSource gridSource(ReservationGroup group) {
        return new GroupGrid(group);
    }

    /** A client reserves for its user, whoever sits before the page. */
    @Bean
    ServicePages servicePages(RingcastProperties ringcast) {
        return new ServicePages(
                List.of(
                        new Page("grid", "Rooms"),
                        new Page("mine", "My bookings"),
                        new Page("door", "Door display"),
                        new Page("answers", "Who answered")),
                ringcast.user());
    }
}
