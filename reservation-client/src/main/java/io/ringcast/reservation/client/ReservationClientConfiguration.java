package io.ringcast.reservation.client;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.protocol.exchange.SharedTimer;
import io.ringcast.protocol.transport.Datagrams;
import java.net.InetSocketAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReservationClientConfiguration {
    @Bean
    ReservationGroup reservationGroup(
            ReservationClientProperties properties, Datagrams datagrams, SharedTimer timer, MeterRegistry meters) {
        return new ReservationGroup(
                new InetSocketAddress(properties.group(), properties.port()),
                properties.retry(),
                properties.history(),
                datagrams,
                timer,
                meters);
    }
}
