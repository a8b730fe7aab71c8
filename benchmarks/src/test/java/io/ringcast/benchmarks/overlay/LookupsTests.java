package io.ringcast.benchmarks.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.benchmarks.overlay.Lookups.Path;
import io.ringcast.protocol.overlay.Overlay;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LookupsTests {
    private static Lookups lookups(Overlay overlay, int size, int copies, Integer... dead) {
        return new Lookups(overlay, size, copies, Set.of(dead)::contains, new Random(1));
    }

    @ParameterizedTest
    @EnumSource
    void aLookupEndsAtTheOwner(Overlay overlay) {
        Path path = lookups(overlay, 16, 1).from(3, 9);

        assertThat(path.found()).isTrue();
        assertThat(path.timeouts()).isZero();
        assertThat(path.path()).startsWith(3).endsWith(9);
    }

    @Test
    void aLookupByFingersHasAsManyHopsAsTheDistanceHasBits() {
        Lookups lookups = lookups(Overlay.CHORD, 1_024, 1);

        assertThat(lookups.from(0, 1_023).hops()).isEqualTo(10);
        assertThat(lookups.from(0, 512).hops()).isEqualTo(1);
        assertThat(lookups.from(7, 7).hops()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RING")
    void ifTheOwnerIsDeadTheNextHolderAnswers(Overlay overlay) {
        Path path = lookups(overlay, 16, 3, 9, 10).from(3, 9);

        assertThat(path.found()).isTrue();
        assertThat(path.path()).endsWith(11).doesNotContain(9, 10);
        assertThat(path.timeouts()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void ifAllHoldersAreDeadTheRecordIsNotFound(Overlay overlay) {
        assertThat(lookups(overlay, 16, 3, 9, 10, 11).from(3, 9).found()).isFalse();
    }

    @Test
    void inTheRingThereIsNoWayAroundADeadMember() {
        assertThat(lookups(Overlay.RING, 16, 3, 5).from(3, 9).found()).isFalse();
        assertThat(lookups(Overlay.RING, 16, 3, 2).from(3, 9).found()).isTrue();
    }

    @Test
    void aDeadMemberOnTheWayCostsATimeoutAndIsGoneAround() {
        // From 0 to 12 the first finger is 8, which is dead; the next one to the right is 9.
        Path path = lookups(Overlay.CHORD, 16, 1, 8).from(0, 12);

        assertThat(path.path()).containsExactly(0, 9, 11, 12);
        assertThat(path.timeouts()).isEqualTo(1);
    }
}
