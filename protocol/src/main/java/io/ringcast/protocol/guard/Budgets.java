package io.ringcast.protocol.guard;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A budget for each key: a token bucket that holds at most a burst and refills over time. A withdrawal may exceed the
 * balance and leaves a debt then; nothing more is given until it is paid. Thread-safe.
 *
 * <p>Bounded in memory: a bucket that is full again is dropped, which loses nothing. If all places are taken, the
 * remaining keys share one bucket. A caller thus cannot get a new budget by having its old one evicted.
 *
 * <p>A bucket is stored as the time at which it will be full again, after the generic cell rate algorithm (ITU-T
 * I.371).
 *
 * @param <K> what has a budget
 */
public final class Budgets<K> {
    private final long nanosEach;
    private final long burstNanos;
    private final int keysMax;
    private final LongSupplier nanoTime;
    private final Map<K, Long> fullAt = new HashMap<>();
    private long othersFullAt;

    /**
     * Creates budgets that are all full.
     *
     * @param burst how many units a full bucket holds
     * @param each how long it takes to get one unit back
     * @param keysMax how many have a bucket of their own at a time
     */
    public Budgets(long burst, Duration each, int keysMax) {
        this(burst, each, keysMax, System::nanoTime);
    }

    Budgets(long burst, Duration each, int keysMax, LongSupplier nanoTime) {
        this.nanosEach = each.toNanos();
        this.burstNanos = Math.multiplyExact(burst, nanosEach);
        this.keysMax = keysMax;
        this.nanoTime = nanoTime;
        this.othersFullAt = nanoTime.getAsLong();
    }

    /**
     * Takes units, unless nothing is left.
     *
     * @return whether they were taken
     */
    public synchronized boolean take(K key, long units) {
        long now = nanoTime.getAsLong();
        long full = fullAt(key, now);
        if (full - now >= burstNanos) {
            return false;
        }
        put(key, full + units * nanosEach, now);
        return true;
    }

    /** Gives units back that were taken and not used. */
    public synchronized void giveBack(K key, long units) {
        long now = nanoTime.getAsLong();
        put(key, fullAt(key, now) - units * nanosEach, now);
    }

    /** How long until something can be taken: zero if it can be now. */
    public synchronized Duration untilNext(K key) {
        long now = nanoTime.getAsLong();
        long missing = fullAt(key, now) - now - burstNanos;
        return missing < 0 ? Duration.ZERO : Duration.ofNanos(missing + 1);
    }

    private long fullAt(K key, long now) {
        Long known = fullAt.get(key);
        long full = known != null ? known : hasPlace(now) ? now : othersFullAt;
        return Math.max(0, full - now) + now;
    }

    private void put(K key, long full, long now) {
        if (fullAt.containsKey(key) || hasPlace(now)) {
            fullAt.put(key, full);
        } else {
            othersFullAt = full;
        }
    }

    private boolean hasPlace(long now) {
        if (fullAt.size() >= keysMax) {
            fullAt.values().removeIf(full -> full - now <= 0);
        }
        return fullAt.size() < keysMax;
    }
}
