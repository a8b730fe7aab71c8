package io.ringcast.console.health;

import io.ringcast.foundation.vital.VitalThreads;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * DOWN when a thread has failed, or stands still, that the process cannot do its job without: a restart is what helps. The
 * process ends by itself, but what supervises it may be faster.
 */
final class VitalHealth implements HealthIndicator {
    private final VitalThreads threads;

    VitalHealth(VitalThreads threads) {
        this.threads = threads;
    }

    @Override
    public Health health() {
        VitalThreads.ThreadFailure failure = threads.failure();
        Map<String, String> stalls = threads.stalls();
        Health.Builder health = failure == null && stalls.isEmpty() ? Health.up() : Health.down();
        if (failure != null) {
            health.withDetail("failed", failure.thread()).withDetail("reason", failure.reason());
        }
        return health.withDetails(stalls).build();
    }
}
