package io.ringcast.dht.manager;

import io.ringcast.dht.manager.app.ManagerProperties;
import io.ringcast.dht.manager.app.ManagerReplica;
import io.ringcast.dht.manager.app.PhaseLog;
import io.ringcast.dht.manager.app.PresenceWatch;
import io.ringcast.dht.manager.transport.ManagerPort;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.autoconfigure.RingcastProperties;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.ReplicaReport;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of a manager. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ManagerProperties.class)
class ManagerConfiguration {
    @Bean
    ManagerReplica managerReplica(
            ManagerProperties properties, RingcastProperties process, Datagrams datagrams, VitalThreads vital) {
        return new ManagerReplica(properties, process, datagrams.network(), vital);
    }

    @Bean
    PresenceWatch presenceWatch(ManagerProperties properties) {
        return new PresenceWatch(properties.presence());
    }

    @Bean
    ManagerPort managerPort(
            Datagrams datagrams,
            ManagerProperties properties,
            ManagerReplica replica,
            PresenceWatch watch,
            ReplyGuard guard,
            VitalThreads vital) {
        return new ManagerPort(datagrams, properties, replica, new PhaseLog(), watch, guard, vital);
    }

    /** UP only when this manager serves: it has the state of the managers, and there are enough of them. */
    @Bean
    HealthIndicator replicaHealthIndicator(ManagerReplica replica) {
        return () -> {
            ReplicaReport<?> report = replica.report();
            Health.Builder health = report.phase() == Phase.ACTIVE ? Health.up() : Health.outOfService();
            health.withDetail("state", report.phase())
                    .withDetail("index", report.index())
                    .withDetail("members", report.members());
            if (report.failure() != null) {
                health.down().withDetail("failure", report.failure());
            }
            return health.build();
        };
    }
}
