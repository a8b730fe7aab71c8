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
        assertThat(table.snapshot(slot -> true).chains().get(table.placement().positionOf("ab")))
                .hasSize(2);
    }

    /** Asked while it grows: what it knows of its records must grow with it. */
    @Test
    void everyRecordOfALongChainIsFound() {
        LocalTable table = new LocalTable(List.of("key", "value"), 0, new Placement(353, 1));
        for (int i = 0; i < 100; i++) {
            // All with the same sum: the first letter goes up, the second down.
            String key = new String(new char[] {(char) (1_000 + i), (char) (2_000 - i)});
            assertThat(table.find(key)).isEmpty();
            table.add(List.of(key, "value " + i));
            assertThat(table.find(key)).contains(List.of(key, "value " + i));
            assertThat(table.find(new String(new char[] {1_000, 2_000}))).isPresent();
        }
        assertThat(table.snapshot(slot -> true).chains()).hasSize(1);
        assertThat(table.snapshot(slot -> true).chains().values())
                .allSatisfy(chain -> assertThat(chain)
                        .hasSize(100)
                        .last()
                        .isEqualTo(List.of(new String(new char[] {1_099, 1_901}), "value 99")));
    }
}
