package io.ringcast.console.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.vital.VitalThreads;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class VitalHealthTests {
    private final VitalThreads threads = new VitalThreads(failure -> {});
    private final VitalHealth health = new VitalHealth(threads);

    @Test
    void aProcessWithoutAFailureIsUp() {
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aFailedThreadIsDownForGoodAndSaysWhy() {
        threads.failed("the replica", new OutOfMemoryError("Java heap space"));

        Health told = health.health();
        assertThat(told.getStatus()).isEqualTo(Status.DOWN);
        assertThat(told.getDetails())
                .containsEntry("failed", "the replica")
                .containsEntry("reason", "java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void aThreadThatStandsStillIsDownUntilItMoves() {
        threads.stalled("the replica", "an append stands for 3 s");
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails()).containsEntry("the replica", "an append stands for 3 s");

        threads.moves("the replica");
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
}
