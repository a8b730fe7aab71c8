package io.ringcast.reservation.server.web.pages;

import io.ringcast.console.grid.GridSource;
import io.ringcast.console.pages.ServicePages;
import io.ringcast.console.pages.ServicePages.Page;
import io.ringcast.reservation.server.app.ReservationService;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of a server. */
@Configuration(proxyBeanMethods = false)
class ServerPagesConfiguration {
    @Bean
    GridSource gridSource(ReservationService service) {
        return new ServerGrid(service);
    }

    /** Whoever asks says in whose name, or is signed in. */
    @Bean
    ServicePages servicePages() {
        return new ServicePages(
                List.of(
                        new Page("grid", "Rooms"),
                        new Page("mine", "My bookings"),
                        new Page("door", "Door display"),
                        new Page("import", "Import"),
                        new Page("catalog", "Catalog"),
                        new Page("replicas", "Replicas")),
                null);
    }
}
