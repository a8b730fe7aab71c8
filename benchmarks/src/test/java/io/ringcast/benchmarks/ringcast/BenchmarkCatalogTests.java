package io.ringcast.benchmarks.ringcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringcast.benchmarks.load.UsedUpException;
import io.ringcast.benchmarks.ringcast.BenchmarkCatalog.CatalogSlot;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BenchmarkCatalogTests {
    @Test
    void everyNumberHasAFreeSlotOfItsOwnUntilThereAreNoMore() {
        assertThat(LongStream.range(0, BenchmarkCatalog.FREE_SLOTS)
                        .mapToObj(BenchmarkCatalog::freeSlot)
                        .distinct())
                .hasSize(BenchmarkCatalog.FREE_SLOTS);
        assertThatExceptionOfType(UsedUpException.class)
                .isThrownBy(() -> BenchmarkCatalog.freeSlot(BenchmarkCatalog.FREE_SLOTS))
                .withMessageContaining("All 980,000 slots", "--rounds");
    }

    @Test
    void slotsForAMomentAreNeverAmongThoseThatAreReservedForGood() {
        Set<CatalogSlot> passing = Set.copyOf(BenchmarkCatalog.passingSlots());

        assertThat(passing).hasSize(20_000);
        assertThat(LongStream.range(0, BenchmarkCatalog.FREE_SLOTS)
                        .mapToObj(BenchmarkCatalog::freeSlot)
                        .filter(passing::contains))
                .isEmpty();
    }

    @Test
    void aSlotForAMomentIsNobodyElsesUntilItIsGivenBack() {
        var slots = new PassingSlots();
        CatalogSlot kept = slots.take();
        for (int i = 0; i < 100_000; i++) {
            CatalogSlot taken = slots.take();
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
