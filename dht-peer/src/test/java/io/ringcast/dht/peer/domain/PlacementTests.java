package io.ringcast.dht.peer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTests {
    @Test
    void arubaLiesAtPosition138WhichIsNode0Of3() {
        Placement placement = new Placement(353, 3);
        assertThat(placement.positionOf("Aruba")).isEqualTo(138);
        assertThat(placement.ownerOf("Aruba")).isZero();
    }

    @Test
    void codePointsCountAndNotUtf16Units() {
        assertThat(new Placement(1_000_000, 1).positionOf("é𝄞")).isEqualTo(0xe9 + 0x1d11e);
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 5", "3, 7", "176, 353", "241, 487", "200000, 400009", "1000000, 2000003"})
    void theAutomaticTableSizeIsTheFirstPrimeAboveTwiceTheRecords(long records, int tableSize) {
        assertThat(Placement.tableSizeFor(records)).isEqualTo(tableSize);
    }

    @Test
    void recordsOfOnePositionFormAChain() {
        LocalTable table = new LocalTable(List.of("key", "value"), 0, new Placement(353, 1));
        table.add(List.of("ab", "1"));
        table.add(List.of("ba", "2"));
        assertThat(table.records()).isEqualTo(2);
        assertThat(table.find("ba")).contains(List.of("ba", "2"));
        assertThat(table.find("ab")).contains(List.of("ab", "1"));
        assertThat(table.find("c`")).isEmpty();
        assertThat(table.chain(table.placement().positionOf("ab"))).hasSize(2);
    }
}
