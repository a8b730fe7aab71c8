package io.ringcast.benchmarks.ringcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringcast.benchmarks.load.UsedUpException;
import io.ringcast.benchmarks.ringcast.Catalog.Slot;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CatalogTests {
    @Test
    void everyNumberHasAFreeSlotOfItsOwnUntilThereAreNoMore() {
        assertThat(LongStream.range(0, Catalog.FREE_SLOTS)
                        .mapToObj(Catalog::freeSlot)
                        .distinct())
                .hasSize(Catalog.FREE_SLOTS);
        assertThatExceptionOfType(UsedUpException.class)
                .isThrownBy(() -> Catalog.freeSlot(Catalog.FREE_SLOTS))
                .withMessageContaining("All 980,000 slots", "--rounds");
    }

    @Test
    void slotsForAMomentAreNeverAmongThoseThatAreReservedForGood() {
        Set<Slot> passing = Set.copyOf(Catalog.passingSlots());

        assertThat(passing).hasSize(20_000);
        assertThat(LongStream.range(0, Catalog.FREE_SLOTS)
                        .mapToObj(Catalog::freeSlot)
                        .filter(passing::contains))
                .isEmpty();
    }

    @Test
    void aSlotForAMomentIsNobodyElsesUntilItIsGivenBack() {
        var slots = new PassingSlots();
        Slot kept = slots.take();
        for (int i = 0; i < 100_000; i++) {
            Slot taken = slots.take();
            assertThat(taken).isNotEqualTo(kept);
            slots.giveBack(taken);
        }
        for (int i = 1; i < 20_000; i++) {
            slots.take();
        }
        assertThatExceptionOfType(UsedUpException.class).isThrownBy(slots::take);

        slots.giveBack(kept);

        assertThat(slots.take()).isEqualTo(kept);
    }
}
