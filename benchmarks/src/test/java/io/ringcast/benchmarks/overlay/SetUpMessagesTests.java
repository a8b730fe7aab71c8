package io.ringcast.benchmarks.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.overlay.Overlay;
import org.junit.jupiter.api.Test;

class SetUpMessagesTests {
    @Test
    void aRingOfThreeWithOneCopySendsARecordOnceOnAverage() {
        // 0 hops for what is the leader's own, 1 and 2 for the others.
        assertThat(SetUpMessages.of(Overlay.RING, 3, 1).perRecord()).isEqualTo(1);
    }

    @Test
    void aRecordGoesOnceOverALinkForAllCopiesBehindIt() {
        // Slot 0 is at 0, 1 and 2: two hops. Slot 1 is at 1, 2 and 3: three. Slot 2 at 2, 3 and 0, slot 3 at 3, 0 and
        // 1: three each.
        assertThat(SetUpMessages.of(Overlay.RING, 4, 3).perRecord()).isEqualTo(2.75);
    }

    @Test
    void aRingSendsNoIntroductions() {
        // set-id and done, open-table, count-records and check-copies.
        assertThat(SetUpMessages.of(Overlay.RING, 3, 3).control()).isEqualTo(4 + 2 + 6);
        assertThat(SetUpMessages.of(Overlay.CHORD, 3, 3).control()).isEqualTo(4 + 2 + 6 + 3 + 2);
    }
}
