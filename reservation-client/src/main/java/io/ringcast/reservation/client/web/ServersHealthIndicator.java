package io.ringcast.reservation.client.web;

import io.ringcast.protocol.autoconfigure.RingcastProperties;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.reservation.client.FirstReply;
import io.ringcast.reservation.client.ReservationClient;
import io.ringcast.reservation.client.ReservationGroup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * UP when a server gave an outcome a short time ago, or gives one now: if there was none, the check asks for the days. DOWN
 * for good once two servers contradicted each other.
 */
@Component("servers")
final class ServersHealthIndicator extends AbstractHealthIndicator {
    private static final Duration RECENT = Duration.ofSeconds(5);
    /** Shorter than a second, within which health is to be known; a probe that takes longer counts for the next check. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final ReservationGroup group;
    private final ReservationClient prober;
    private @Nullable CompletableFuture<FirstReply> probe;

    ServersHealthIndicator(ReservationGroup group, RingcastProperties properties) {
        this.group = group;
        this.prober = group.newClient();
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws InterruptedException {
        if (!answeredRecently()) {
            askNow();
        }
        long divergences = group.divergences().count();
        health.status(answeredRecently() && divergences == 0 ? "UP" : "DOWN");
        health.withDetail("divergences", divergences);
        if (!answeredRecently() && !group.obstacles().isEmpty()) {
            health.withDetail("obstacles", group.obstacles());
        }
        group.divergences().latest().ifPresent(latest -> health.withDetail("latestDivergence", latest));
        group.sinceLastAnswer()
                .ifPresentOrElse(
                        since -> health.withDetail("lastAnswerMillisAgo", since.toMillis()),
                        () -> health.withDetail("lastAnswer", "never"));
    }

    private boolean answeredRecently() {
        return group.sinceLastAnswer()
                .filter(since -> since.compareTo(RECENT) < 0)
                .isPresent();
    }

    private void askNow() throws InterruptedException {
        try {
            probe().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            // No answer; the time of the last one says so.
        }
    }

    /** At most one probe is under way, however many ask for the health. */
    private synchronized CompletableFuture<FirstReply> probe() {
        CompletableFuture<FirstReply> current = probe;
        if (current == null || current.isDone()) {
            current = prober.submit(new ReservationCommand.Days());
            probe = current;
        }
        return current;
    }
}
