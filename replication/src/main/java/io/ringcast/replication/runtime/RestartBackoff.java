package io.ringcast.replication.runtime;

import io.ringcast.foundation.vital.FatalException;
import io.ringcast.replication.group.GroupException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a replica stays away from its group after a failure: exponentially longer, since each join and each failure makes the
 * others change their view. After {@value #FAILURES_MAX} failures in a row it gives up. A network that cannot be used disturbs
 * nobody, so joining is tried without end.
 */
final class RestartBackoff {
    static final int FAILURES_MAX = 10;

    private static final Duration FIRST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** A replica that served for so long before it failed starts again with the shortest pause. */
    private static final Duration RECOVERED = Duration.ofSeconds(60);

    private static final double JITTER = 0.2;

    private final RandomGenerator random;
    private Duration next = FIRST;
    private int failures;

    /** @param random spreads the servers of a group that fail together */
    RestartBackoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The pause after a failure.
     *
     * @param served how long the replica served before it failed
     * @throws FatalException if it has failed too often
     */
    Duration pauseAfter(RuntimeException failure, Duration served) {
        if (served.compareTo(RECOVERED) >= 0) {
            next = FIRST;
            failures = 0;
        }
        if (!(failure instanceof GroupException) && ++failures >= FAILURES_MAX) {
            throw new FatalException(
                    "This server gives up after %d failures in a row. The last one: %s"
                            .formatted(failures, failure.getMessage()),
                    failure);
        }
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        Duration pause = Duration.ofMillis(Math.round(next.toMillis() * factor));
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
        return pause;
    }
}
