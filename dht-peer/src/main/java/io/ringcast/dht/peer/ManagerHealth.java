package io.ringcast.dht.peer;

import io.ringcast.dht.peer.session.ManagerAnswer;
import io.ringcast.dht.peer.transport.ManagerClient;
import io.ringcast.protocol.dht.ManagerRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * A peer without its manager cannot do its job. When the manager has not been heard of for a while it is asked something
 * that changes nothing; a FAILURE is as good an answer as any.
 */
@Component("manager")
class ManagerHealth implements HealthIndicator {
    private static final Duration RECENT = Duration.ofSeconds(5);
    /** Shorter than a second, within which health is to be known; a probe that takes longer counts for the next check. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private static final String NOBODY = "-";

    private final ManagerClient manager;
    private final PeerProperties properties;
    private @Nullable CompletableFuture<ManagerAnswer> probe;

    ManagerHealth(ManagerClient manager, PeerProperties properties) {
        this.manager = manager;
        this.properties = properties;
    }

    @Override
    public Health health() {
        boolean answers = manager.sinceLastAnswer().compareTo(RECENT) < 0 || answersNow();
        Health.Builder health = (answers ? Health.up() : Health.down())
                .withDetail("manager", properties.manager().toString());
        return answers
                ? health.build()
                : health.withDetail("reason", manager.silence("")).build();
    }

    private boolean answersNow() {
        return probe().thenApply(answer -> !(answer instanceof ManagerAnswer.Silent))
                .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** At most one probe is under way, however many ask for the health. */
    private synchronized CompletableFuture<ManagerAnswer> probe() {
        CompletableFuture<ManagerAnswer> current = probe;
        if (current == null || current.isDone()) {
            current = manager.ask(id -> new ManagerRequest.QueryDht(id, NOBODY));
            probe = current;
        }
        return current;
    }
}
