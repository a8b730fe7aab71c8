package io.ringcast.reservation.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contradictions: two servers gave different answers to the same command, which must never happen. They are counted, logged
 * as errors, and shown by the health page until the client is restarted.
 */
public final class Divergences {
    private static final Logger log = LoggerFactory.getLogger(Divergences.class);

    private final AtomicLong count = new AtomicLong();
    private final Counter counter;
    private volatile @Nullable String latest;

    Divergences(MeterRegistry meters) {
        counter = Counter.builder("ringcast.divergences")
                .description("Answers that contradicted an earlier answer to the same command")
                .register(meters);
    }

    void report(String description) {
        latest = description;
        counter.increment();
        count.incrementAndGet();
        log.error("SERVERS DIVERGED: {}", description);
    }

    /** How many answers contradicted an earlier one. */
    public long count() {
        return count.get();
    }

    /** The latest of them, in words. */
    public Optional<String> latest() {
        return Optional.ofNullable(latest);
    }
}
