package io.ringcast.replication.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.replication.api.Epoch;
import org.junit.jupiter.api.Test;

class LineageTests {
    private static Epoch epoch(long counter, String coordinator) {
        return new Epoch(counter, coordinator);
    }

    private static final Lineage SHARED =
            Lineage.NONE.then(epoch(1, "a"), 0).opened().then(epoch(2, "b"), 10).opened();

    @Test
    void logsThatLeftTheSameEpochAgreeUpToWhereTheFirstLeftIt() {
        Lineage left = SHARED.then(epoch(3, "a"), 14).opened();
        Lineage right = SHARED.then(epoch(3, "b"), 17).opened();
        assertThat(left.commonIndex(20, right, 30)).isEqualTo(14);
        assertThat(right.commonIndex(30, left, 20)).isEqualTo(14);
    }

    @Test
    void aLogThatStayedBehindInTheSharedEpochAgreesAsFarAsItGoes() {
        Lineage ahead = SHARED.then(epoch(3, "a"), 14).opened();
        assertThat(SHARED.commonIndex(12, ahead, 20)).isEqualTo(12);
        assertThat(SHARED.commonIndex(16, ahead, 20)).isEqualTo(14);
    }

    @Test
    void logsOfTwoGroupsAgreeNowhere() {
        Lineage other = Lineage.NONE.then(epoch(1, "x"), 0).opened();
        assertThat(SHARED.commonIndex(12, other, 40)).isZero();
    }

    @Test
    void anEpochThatNeverOpenedIsForgottenAtTheNext() {
        Lineage lineage = SHARED.then(epoch(3, "a"), 14).then(epoch(7, "c"), 14);
        assertThat(lineage.epoch()).isEqualTo(epoch(7, "c"));
        assertThat(lineage.openEpoch()).isEqualTo(epoch(2, "b"));
        assertThat(lineage.starts()).hasSize(3);
    }

    @Test
    void openEpochsWithoutAChangeAreForgottenWhenTheNextOpens() {
        Lineage lineage = SHARED;
        for (int counter = 3; counter < 1_000; counter++) {
            lineage = lineage.then(epoch(counter, "a"), 14).opened();
        }
        assertThat(lineage.starts()).hasSize(3);
        assertThat(lineage.openEpoch()).isEqualTo(epoch(999, "a"));
        assertThat(SHARED.commonIndex(16, lineage, 20)).isEqualTo(14);
    }

    @Test
    void aServerThatWasAwayForMoreEpochsThanAreKeptDoesNotTakeItsOldChangesForLost() {
        Lineage trimmed = SHARED;
        for (int counter = 3; counter < 3 + Lineage.EPOCHS_MAX; counter++) {
            trimmed = trimmed.then(epoch(counter, "a"), counter * 10L).opened();
        }
        assertThat(trimmed.starts()).hasSize(Lineage.EPOCHS_MAX);
        assertThat(SHARED.commonIndex(12, trimmed, 9_999)).isEqualTo(12);
    }
}
