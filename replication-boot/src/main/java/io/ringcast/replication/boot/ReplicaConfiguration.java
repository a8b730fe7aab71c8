package io.ringcast.replication.boot;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ringcast.replication.api.ReplicaReport;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Health, gauges and backups of a {@link ReplicatedService}; imported by its configuration. */
@Configuration(proxyBeanMethods = false)
@Import(BackupController.class)
public class ReplicaConfiguration {
    @Bean
    HealthIndicator replicaHealthIndicator(ReplicatedService service) {
        return new ReplicaHealth(service);
    }

    @Bean
    MeterBinder replicaGauges(ReplicatedService service) {
        return registry -> {
            gauge(registry, service, "index", "changes applied", ReplicaReport::index);
            gauge(
                    registry,
                    service,
                    "members",
                    "servers in the current view",
                    report -> report.members().size());
            gauge(registry, service, "queue", "requests and events that wait for the replica", ReplicaReport::queued);
            gauge(
                    registry,
                    service,
                    "lost",
                    "changes of a partition's losing side still to be applied again",
                    ReplicaReport::lost);
        };
    }

    private static void gauge(
            MeterRegistry registry,
            ReplicatedService service,
            String name,
            String description,
            ToDoubleFunction<ReplicaReport<?>> value) {
        Gauge.builder(
                        "ringcast.replica." + name,
                        service,
                        s -> value.applyAsDouble(s.replica().report()))
                .description(description)
                .register(registry);
    }
}
