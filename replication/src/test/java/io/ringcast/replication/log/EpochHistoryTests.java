package io.ringcast.replication.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.replication.api.Epoch;
import org.junit.jupiter.api.Test;

class EpochHistoryTests {
    private static Epoch epoch(long counter, String leader) {
        return new Epoch(counter, leader);
    }

    private static final EpochHistory SHARED = EpochHistory.NONE
            .then(epoch(1, "a"), 0)
            .opened()
            .then(epoch(2, "b"), 10)
            .opened();

    @Test
    void logsThatLeftTheSameEpochAgreeUpToWhereTheFirstLeftIt() {
        EpochHistory left = SHARED.then(epoch(3, "a"), 14).opened();
        EpochHistory right = SHARED.then(epoch(3, "b"), 17).opened();
        assertThat(left.commonIndex(20, right, 30)).isEqualTo(14);
        assertThat(right.commonIndex(30, left, 20)).isEqualTo(14);
    }

    @Test
    void aLogThatStayedBehindInTheSharedEpochAgreesAsFarAsItGoes() {
        EpochHistory ahead = SHARED.then(epoch(3, "a"), 14).opened();
        assertThat(SHARED.commonIndex(12, ahead, 20)).isEqualTo(12);
        assertThat(SHARED.commonIndex(16, ahead, 20)).isEqualTo(14);
    }

    @Test
    void logsOfTwoGroupsAgreeNowhere() {
        EpochHistory other = EpochHistory.NONE.then(epoch(1, "x"), 0).opened();
        assertThat(SHARED.commonIndex(12, other, 40)).isZero();
    }

    @Test
    void anEpochThatNeverOpenedIsForgottenAtTheNext() {
        EpochHistory epochs = SHARED.then(epoch(3, "a"), 14).then(epoch(7, "c"), 14);
        assertThat(epochs.epoch()).isEqualTo(epoch(7, "c"));
        assertThat(epochs.openEpoch()).isEqualTo(epoch(2, "b"));
        assertThat(epochs.starts()).hasSize(3);
    }

    @Test
    void openEpochsWithoutAChangeAreForgottenWhenTheNextOpens() {
        EpochHistory epochs = SHARED;
        for (int counter = 3; counter < 1_000; counter++) {
            epochs = epochs.then(epoch(counter, "a"), 14).opened();
        }
        assertThat(epochs.starts()).hasSize(3);
        assertThat(epochs.openEpoch()).isEqualTo(epoch(999, "a"));
        assertThat(SHARED.commonIndex(16, epochs, 20)).isEqualTo(14);
    }

    @Test
    void aServerThatWasAwayForMoreEpochsThanAreKeptDoesNotTakeItsOldChangesForLost() {
        EpochHistory trimmed = SHARED;
        for (int counter = 3; counter < 3 + EpochHistory.EPOCHS_MAX; counter++) {
            trimmed = trimmed.then(epoch(counter, "a"), counter * 10L).opened();
        }
        assertThat(trimmed.starts()).hasSize(EpochHistory.EPOCHS_MAX);
        assertThat(SHARED.commonIndex(12, trimmed, 9_999)).isEqualTo(12);
    }
}
