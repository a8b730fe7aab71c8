package io.ringcast.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.FreshnessGuard.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FreshnessGuardTests {
    private Instant now = Instant.parse("2026-11-30T08:00:00Z");
    private final FreshnessGuard<String> guard = new FreshnessGuard<>(() -> now);

    @Test
    void eachNumberOfASenderIsAcceptedOnceInAnyOrder() {
        assertThat(check("alice", 2)).isEqualTo(Verdict.ACCEPTED);
        assertThat(check("alice", 1)).isEqualTo(Verdict.ACCEPTED);
        assertThat(check("bob", 1)).isEqualTo(Verdict.ACCEPTED);
        assertThat(check("alice", 1)).isEqualTo(Verdict.REPLAYED);
        assertThat(check("alice", 0)).isEqualTo(Verdict.REPLAYED);
    }

    @Test
    void aNumberFarBehindTheLatestCountsAsUsed() {
        assertThat(check("alice", ReplayWindow.NUMBERS + 1L)).isEqualTo(Verdict.ACCEPTED);
        assertThat(check("alice", 1)).isEqualTo(Verdict.REPLAYED);
        assertThat(check("alice", 2)).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void whatWasSentBeforeTheStartOrByAClockThatDiffersIsStale() {
        assertThat(guard.check("alice", 1, now.toEpochMilli() - 1)).isEqualTo(Verdict.STALE);
        assertThat(guard.check("alice", 1, now.plus(FreshnessGuard.FRESH).toEpochMilli() + 1))
                .isEqualTo(Verdict.STALE);
        long sent = now.toEpochMilli();
        now = now.plus(FreshnessGuard.FRESH);
        assertThat(guard.check("alice", 1, sent)).isEqualTo(Verdict.ACCEPTED);
        now = now.plus(Duration.ofMillis(1));
        assertThat(guard.check("alice", 2, sent)).isEqualTo(Verdict.STALE);
    }

    @Test
    void aPlaceBecomesFreeWhenItsSenderHasBeenSilent() {
        for (int i = 0; i < FreshnessGuard.SENDERS_MAX; i++) {
            assertThat(check("sender" + i, 1)).isEqualTo(Verdict.ACCEPTED);
        }
        assertThat(check("one more", 1)).isEqualTo(Verdict.TOO_MANY_SENDERS);
        assertThat(check("sender0", 2)).isEqualTo(Verdict.ACCEPTED);
        now = now.plus(FreshnessGuard.FRESH).plus(Duration.ofMillis(1));
        assertThat(check("one more", 1)).isEqualTo(Verdict.ACCEPTED);
    }

    private Verdict check(String sender, long number) {
        return guard.check(sender, number, now.toEpochMilli());
    }
}
