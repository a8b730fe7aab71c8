package io.ringcast.benchmarks.ringcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringcast.benchmarks.load.UsedUpException;
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
        long rooms = LongStream.range(0, 100_000)
                .mapToObj(Catalog::passingSlot)
                .distinct()
                .count();

        assertThat(rooms).isEqualTo(20_000);
        assertThat(LongStream.range(0, Catalog.FREE_SLOTS).mapToObj(Catalog::freeSlot))
                .doesNotContain(Catalog.passingSlot(0), Catalog.passingSlot(19_999));
    }
}
