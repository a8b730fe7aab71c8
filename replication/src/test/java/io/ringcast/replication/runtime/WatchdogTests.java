package io.ringcast.replication.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTests {
    private static final Duration LIMIT = Duration.ofMillis(200);

    private final Progress progress = new Progress();
    private final List<String> reported = new CopyOnWriteArrayList<>();
    private final Watchdog watchdog = new Watchdog(
            "watchdog",
            progress,
            LIMIT,
            Duration.ofMillis(300),
            new Watchdog.StallListener() {
                @Override
                public void stalled(String reason) {
                    reported.add("stalled: " + reason);
                }

                @Override
                public void recovered() {
                    reported.add("recovered");
                }

                @Override
                public void abandoned(String reason) {
                    reported.add("abandoned: " + reason);
                }
            },
            UnaryOperator.identity());

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void aStepThatTakesTooLongIsReportedOnceAndSoIsTheRecovery() {
        progress.begin("a write", LIMIT);
        await().until(() -> !reported.isEmpty());
        progress.rest();

        await().until(() -> reported.contains("recovered"));
        assertThat(reported).hasSize(2);
        assertThat(reported.getFirst()).startsWith("stalled: a write has been stuck for ");
    }

    @Test
    void aThreadThatEndsAfterAStallIsNotReportedAsStalledForEver() {
        progress.begin("a write", LIMIT);
        await().until(() -> !reported.isEmpty());
        watchdog.close();

        await().until(() -> reported.contains("recovered"));
    }

    @Test
    void aThreadThatStaysInTheStepIsAbandoned() {
        progress.begin("a write", LIMIT);

        await().until(() -> reported.size() == 2);
        assertThat(reported.get(1)).startsWith("abandoned: a write has been stuck for ");
    }

    @Test
    void manyShortStepsAndRestsAreNoStall() {
        long end = System.nanoTime() + 3 * LIMIT.toNanos();
        while (System.nanoTime() < end) {
            progress.begin("a batch", LIMIT);
            progress.during("a write", LIMIT, Thread::onSpinWait);
            progress.rest();
        }
        await().pollDelay(LIMIT.multipliedBy(3)).until(() -> true); // Resting may take any time.

        assertThat(reported).isEmpty();
    }
}
