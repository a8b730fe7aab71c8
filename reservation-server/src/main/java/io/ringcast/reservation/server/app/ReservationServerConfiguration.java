package io.ringcast.reservation.server.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.autoconfigure.RingcastProperties;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.replication.boot.ReplicaConfiguration;
import io.ringcast.replication.boot.ReplicaMeters;
import io.ringcast.reservation.server.calendar.DayNames;
import io.ringcast.reservation.server.domain.State;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The parts of a reservation server. */
@Configuration(proxyBeanMethods = false)
@Import(ReplicaConfiguration.class)
@EnableConfigurationProperties({ReservationProperties.class, BackupProperties.class})
class ReservationServerConfiguration {
    @Bean
    ServerSettings serverSettings(
            ReservationProperties reservation, BackupProperties backup, RingcastProperties process) {
        return new ServerSettings(reservation, reservation.replica(), backup, process);
    }

    @Bean
    DayNames dayNames(ReservationProperties reservation) {
        return reservation.dayNames();
    }

    @Bean
    Clock clock(ReservationProperties reservation) {
        return Clock.system(reservation.zoneId());
    }

    @Bean
    ReplicatedReservations reservations(
            ServerSettings settings,
            Datagrams datagrams,
            ReplyGuard guard,
            MeterRegistry registry,
            VitalThreads vital) {
        var conflicts = new ConflictLog();
        var files = new CatalogFiles(settings.reservation().data());
        var news = new CatalogNews(files.atStart().state().catalog());
        var meters = new ReplicaMeters<State>(registry, report -> {
            State state = report.application();
            if (state != null) {
                conflicts.saw(state.conflicts());
            }
            news.saw(report);
        });
        var reservations = new ReplicatedReservations(settings, files, datagrams, guard, meters, vital);
        Gauge.builder(
                        "ringcast.replica.conflicts",
                        reservations,
                        r -> r.status().conflicts().count())
                .description("conflicts after partitions")
                .register(registry);
        return reservations;
    }
}
