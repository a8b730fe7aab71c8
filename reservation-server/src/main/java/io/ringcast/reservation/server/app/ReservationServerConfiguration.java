package io.ringcast.reservation.server.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.autoconfigure.RingcastProperties;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.replication.api.Phase;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of a reservation server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ReservationProperties.class, BackupProperties.class})
class ReservationServerConfiguration {
    @Bean
    ServerSettings serverSettings(
            ReservationProperties reservation, BackupProperties backup, RingcastProperties process) {
        return new ServerSettings(reservation, backup, process);
    }

    @Bean
    ReplicatedReservations reservations(
            ServerSettings settings,
            Datagrams datagrams,
            ReplyGuard guard,
            MeterRegistry registry,
            VitalThreads vital) {
        var reservations = new ReplicatedReservations(settings, datagrams, guard, new ReplicaMeters(registry), vital);
        Gauge.builder("ringcast.replica.index", reservations, r -> r.status().index())
                .description("changes applied")
                .register(registry);
        Gauge.builder(
                        "ringcast.replica.members",
                        reservations,
                        r -> r.status().members().size())
                .description("servers in the current view")
                .register(registry);
        Gauge.builder(
                        "ringcast.replica.conflicts",
                        reservations,
                        r -> r.status().conflicts().count())
                .description("conflicts after partitions")
                .register(registry);
        Gauge.builder("ringcast.replica.queue", reservations, ReplicatedReservations::queued)
                .description("requests and events that wait for the replica")
                .register(registry);
        Gauge.builder("ringcast.replica.lost", reservations, r -> r.status().lostChanges())
                .description("changes of a partition's losing side still to be applied again")
                .register(registry);
        return reservations;
    }

    /** UP only when this server serves: it has the state of its group, and the group is large enough. */
    @Bean
    HealthIndicator replicaHealthIndicator(ReservationService reservations) {
        return () -> {
            ReplicaStatus status = reservations.status();
            Health.Builder health = status.state() == Phase.ACTIVE ? Health.up() : Health.outOfService();
            health.withDetail("state", status.state())
                    .withDetail("index", status.index())
                    .withDetail("members", status.members())
                    .withDetail("conflicts", status.conflicts().count());
            if (status.failure() != null) {
                health.down().withDetail("failure", status.failure());
            }
            return health.build();
        };
    }
}
