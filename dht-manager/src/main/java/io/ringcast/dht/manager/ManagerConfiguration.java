package io.ringcast.dht.manager;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.dht.manager.app.ManagerProperties;
import io.ringcast.dht.manager.app.ManagerReplica;
import io.ringcast.dht.manager.app.PhaseLog;
import io.ringcast.dht.manager.app.PresenceWatch;
import io.ringcast.dht.manager.app.RegistryMeters;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.transport.ManagerPort;
import io.ringcast.foundation.RequestIds;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.autoconfigure.RingcastProperties;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.replication.boot.ReplicaConfiguration;
import io.ringcast.replication.boot.ReplicaMeters;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The parts of a manager. */
@Configuration(proxyBeanMethods = false)
@Import(ReplicaConfiguration.class)
@EnableConfigurationProperties(ManagerProperties.class)
class ManagerConfiguration {
    @Bean
    ManagerReplica managerReplica(
            ManagerProperties properties, RingcastProperties process, Datagrams datagrams, VitalThreads vital) {
        return new ManagerReplica(properties, process, datagrams.network(), vital);
    }

    @Bean
    RegistryMeters registryMeters(ManagerReplica replica) {
        return new RegistryMeters(replica);
    }

    @Bean
    PresenceWatch presenceWatch(ManagerProperties properties) {
        return new PresenceWatch(properties.presence(), RequestIds.randomRequester());
    }

    @Bean
    ManagerPort managerPort(
            Datagrams datagrams,
            ManagerProperties properties,
            ManagerReplica replica,
            PresenceWatch watch,
            ReplyGuard guard,
            MeterRegistry registry,
            VitalThreads vital) {
        var phases = new PhaseLog();
        var meters = new ReplicaMeters<ManagerState>(registry, report -> {
            ManagerState state = report.application();
            if (state != null) {
                phases.accept(state);
            }
        });
        return new ManagerPort(datagrams, properties, replica, meters, watch, guard, vital);
    }
}
