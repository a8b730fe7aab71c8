package io.ringcast.foundation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Accepts each message of each sender once, and only while it is fresh, so that a captured message is of no use.
 *
 * <p>A message is stale if it was sent before this guard existed, whose memory of numbers was empty then, or if its time
 * differs from this clock by more than {@link #FRESH}. Clocks may therefore differ by up to {@link #FRESH}, and a sender whose
 * clock is behind is not heard by a receiver that started less than that ago.
 *
 * <p>Only for messages whose origin has been verified. Not thread-safe.
 *
 * @param <S> what names a sender
 */
public final class FreshnessGuard<S> {
    /** How old a message may be, and how far ahead its sender's clock. */
    public static final Duration FRESH = Duration.ofSeconds(30);

    /** How many senders are remembered. */
    public static final int SENDERS_MAX = 4_096;

    private final InstantSource clock;
    private final long startedMillis;
    private final Map<S, Sender> senders = new HashMap<>();

    /** Whether a message is accepted, or why not. */
    public enum Verdict {
        /** It is fresh, and the first with its number. */
        ACCEPTED,
        /** It was sent too long ago, or the clocks differ. */
        STALE,
        /** Its number was used before, or is too far behind the sender's latest to tell. */
        REPLAYED,
        /** All places are taken by senders that have sent within {@link #FRESH}. */
        TOO_MANY_SENDERS
    }

    private static final class Sender {
        final ReplayWindow seen = new ReplayWindow();
        long lastMillis;
    }

    /** Remembers nothing yet. */
    public FreshnessGuard(InstantSource clock) {
        this.clock = clock;
        this.startedMillis = clock.millis();
    }

    /**
     * Checks a message, and remembers its number if it is accepted.
     *
     * @param number a number from 1 that the sender uses once
     * @param sentMillis the sender's clock when it sent, in milliseconds since 1970
     */
    public Verdict check(S sender, long number, long sentMillis) {
        long now = clock.millis();
        if (sentMillis < startedMillis || Math.abs(now - sentMillis) > FRESH.toMillis()) {
            return Verdict.STALE;
        }
        Sender known = senders.get(sender);
        if (known == null) {
            if (!makeRoom(now)) {
                return Verdict.TOO_MANY_SENDERS;
            }
            known = new Sender();
            senders.put(sender, known);
        }
        known.lastMillis = Math.max(known.lastMillis, sentMillis);
        return known.seen.accept(number) ? Verdict.ACCEPTED : Verdict.REPLAYED;
    }

    /** Forgets senders all of whose messages are stale by now: none of them can be replayed. */
    private boolean makeRoom(long now) {
        if (senders.size() >= SENDERS_MAX) {
            senders.values().removeIf(sender -> now - sender.lastMillis > FRESH.toMillis());
        }
        return senders.size() < SENDERS_MAX;
    }
}
