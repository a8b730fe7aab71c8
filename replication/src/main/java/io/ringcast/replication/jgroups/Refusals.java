package io.ringcast.replication.jgroups;

import io.ringcast.replication.api.ReplicaObserver;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what arrives at the servers' ports and is dropped. Logs each reason at most once a minute. */
final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(60);

    /** Why something is dropped. Its name in lower case is the metric's tag. */
    enum Reason {
        /** Not a message that a server sends. */
        MALFORMED,
        /** Of a group with another name: with a secret where this one has none, or the other way round. */
        OTHER_GROUP,
        /** Not sealed, sealed with another secret, or changed on the way. */
        WRONG_KEY,
        /** Sealed too long ago, or the clocks differ. */
        STALE,
        /** Received before. */
        REPLAYED,
        /** From another socket than its sender's. */
        FORGED,
        /** From one of too many senders that are no members. */
        STRANGER,
        /** Numbered so far ahead of what its sender has sent that it cannot be the sender's. */
        OUT_OF_WINDOW,
        /** A TCP connection of which there are too many. */
        CONNECTION;

        String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** What was not logged yet of one reason. */
    private static final class Unlogged {
        final AtomicLong count = new AtomicLong();
        final AtomicLong nextWarningNanos = new AtomicLong(System.nanoTime());
    }

    private final ReplicaObserver<?> observer;
    private final Map<Reason, Unlogged> unlogged = new ConcurrentHashMap<>();

    Refusals(ReplicaObserver<?> observer) {
        this.observer = observer;
    }

    /**
     * Counts one, and perhaps logs it.
     *
     * @param from where it came from
     * @param because what is wrong with it: ends a sentence
     */
    void refuse(Reason reason, Object from, String because) {
        observer.dropped(reason.tag());
        Unlogged before = unlogged.computeIfAbsent(reason, r -> new Unlogged());
        before.count.incrementAndGet();
        long now = System.nanoTime();
        long next = before.nextWarningNanos.get();
        if (now - next >= 0 && before.nextWarningNanos.compareAndSet(next, now + BETWEEN_WARNINGS.toNanos())) {
            log.warn(
                    "{} messages among the servers were dropped ({}), the last one, from {}, because {}",
                    before.count.getAndSet(0),
                    reason.tag(),
                    from,
                    because);
        }
    }
}
