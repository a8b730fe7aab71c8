package io.ringcast.replication.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringcast.foundation.vital.FatalException;
import io.ringcast.replication.group.GroupException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RestartBackoffTests {
    private final RuntimeException full = new IllegalStateException("the disk is full");
    private final RestartBackoff comebacks = new RestartBackoff(new Random(1));

    @Test
    void thePausesDoubleUpToAMinuteAndVary() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 1; i < RestartBackoff.FAILURES_MAX; i++) {
            seconds.add(comebacks.pauseAfter(full, Duration.ZERO).toMillis());
        }

        List<Integer> nominal = List.of(3, 6, 12, 24, 48, 60, 60, 60, 60);
        for (int i = 0; i < nominal.size(); i++) {
            assertThat(seconds.get(i)).isBetween(nominal.get(i) * 800L, nominal.get(i) * 1_200L);
        }
        assertThat(seconds.get(7)).isNotEqualTo(seconds.get(8));
    }

    @Test
    void afterTooManyFailuresInARowItGivesUpAndTellsTheLastOne() {
        for (int i = 1; i < RestartBackoff.FAILURES_MAX; i++) {
            comebacks.pauseAfter(full, Duration.ZERO);
        }

        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> comebacks.pauseAfter(full, Duration.ZERO))
                .withMessageContaining("10 failures in a row")
                .withMessageContaining("the disk is full");
    }

    @Test
    void aMinuteOfServiceIsARecovery() {
        for (int i = 0; i < 5 * RestartBackoff.FAILURES_MAX; i++) {
            assertThat(comebacks.pauseAfter(full, Duration.ofSeconds(60))).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aNetworkThatCannotBeUsedIsTriedForEver() {
        var down = new GroupException("the interface is down", new IllegalStateException());
        for (int i = 0; i < 5 * RestartBackoff.FAILURES_MAX; i++) {
            assertThat(comebacks.pauseAfter(down, Duration.ZERO)).isLessThan(Duration.ofSeconds(73));
        }
    }
}
