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
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Watchdog watchdog = new Watchdog(
            "watchdog",
            progress,
            LIMIT,
            Duration.ofMillis(300),
            new Watchdog.Patient() {
                @Override
                public void stalled(String reason) {
                    told.add("stalled: " + reason);
                }

                @Override
                public void moves() {
                    told.add("moves");
                }

                @Override
                public void hopeless(String reason) {
                    told.add("hopeless: " + reason);
                }
            },
            UnaryOperator.identity());

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void aStepThatTakesTooLongIsToldOnceAndThenThatTheThreadMoves() {
        progress.begin("a write", LIMIT);
        await().until(() -> !told.isEmpty());
        progress.rest();

        await().until(() -> told.contains("moves"));
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).startsWith("stalled: a write has been standing for ");
    }

    @Test
    void aThreadThatEndsAfterAStallIsNotToldAsStalledForEver() {
        progress.begin("a write", LIMIT);
        await().until(() -> !told.isEmpty());
        watchdog.close();

        await().until(() -> told.contains("moves"));
    }

    @Test
    void aThreadThatStaysInTheStepIsHopeless() {
        progress.begin("a write", LIMIT);

        await().until(() -> told.size() == 2);
        assertThat(told.get(1)).startsWith("hopeless: a write has been standing for ");
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

        assertThat(told).isEmpty();
    }
}
