package io.ringcast.protocol.exchange;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When an unanswered request is sent again: after a first wait, which doubles up to a longest one. Jitter spreads the
 * waits, so that requests that were lost together are not repeated together.
 *
 * @param first the wait after the first attempt
 * @param max the longest wait
 * @param jitter how far a wait may differ from its nominal length, as a fraction from 0 to below 1
 * @param attempts how often a request is sent; it is given up when the wait after the last attempt is over
 */
public record Retry(Duration first, Duration max, double jitter, int attempts) {
    /** 200 ms doubling to 2 s, spread by a fifth, 12 attempts: given up after about 19 s. */
    public static final Retry DEFAULT = new Retry(Duration.ofMillis(200), Duration.ofSeconds(2), 0.2, 12);

    private static final int ATTEMPTS_MAX = 99;

    /** Refuses what is out of range. */
    public Retry {
        if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "the first wait is positive, and the longest not shorter than the first");
        }
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("the jitter is a fraction from 0 to below 1");
        }
        if (attempts < 1 || attempts > ATTEMPTS_MAX) {
            throw new IllegalArgumentException("the number of attempts is 1 to " + ATTEMPTS_MAX);
        }
    }

    /** How long to wait after an attempt, from 1. */
    public long waitNanos(int attempt, RandomGenerator random) {
        int doublings = Math.min(attempt - 1, 30);
        double nominal = Math.min((double) first.toNanos() * (1L << doublings), (double) max.toNanos());
        return (long) (nominal * (1 + jitter * (2 * random.nextDouble() - 1)));
    }
}
