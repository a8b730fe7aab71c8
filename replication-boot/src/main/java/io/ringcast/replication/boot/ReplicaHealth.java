package io.ringcast.replication.boot;

import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.ReplicaReport;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** UP only when this server serves: it has the state of its group, and the group is large enough. */
final class ReplicaHealth implements HealthIndicator {
    private final ReplicatedService service;

    ReplicaHealth(ReplicatedService service) {
        this.service = service;
    }

    @Override
    public Health health() {
        ReplicaReport<?> report = service.replica().report();
        Health.Builder health = report.phase() == Phase.ACTIVE ? Health.up() : Health.outOfService();
        health.withDetail("state", report.phase())
                .withDetail("index", report.index())
                .withDetail("members", report.members())
                .withDetails(service.healthDetails());
        String failure = report.failure();
        return failure == null
                ? health.build()
                : health.down().withDetail("failure", failure).build();
    }
}
