package io.ringcast.protocol.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyHashTests {
    @ParameterizedTest
    @CsvSource({"10096222,449,8", "10009720,449,163", "5536849,97127,610", "5539287,97127,3048", "0,7,0", "007,7,0"})
    void aNumberIsDividedByTheTableSize(String key, int tableSize, int position) {
        assertThat(KeyHash.NUMBER.positionOf(key, tableSize)).isEqualTo(position);
    }

    @Test
    void aNumberMayHaveAnyLength() {
        String key = "9".repeat(1_024);
        assertThat(KeyHash.NUMBER.positionOf(key, TableShape.SIZE_MAX))
                .isEqualTo(new BigInteger(key)
                        .mod(BigInteger.valueOf(TableShape.SIZE_MAX))
                        .intValueExact());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Aruba", "-1", "1.5", " 1", "١٢"})
    void whatIsNoNumberIsNotAcceptedAndHasAPositionAllTheSame(String key) {
        assertThat(KeyHash.NUMBER.accepts(key)).isFalse();
        assertThat(KeyHash.NUMBER.positionOf(key, 353)).isEqualTo(KeyHash.CODE_POINTS.positionOf(key, 353));
    }

    @Test
    void codePointsAreAddedUp() {
        assertThat(KeyHash.CODE_POINTS.positionOf("Aruba", 353)).isEqualTo(138);
        assertThat(KeyHash.CODE_POINTS.positionOf("é𝄞", 1_000_000)).isEqualTo(0xe9 + 0x1d11e);
        assertThat(KeyHash.CODE_POINTS.accepts("")).isTrue();
    }

    @Test
    void aHashHasAWord() {
        assertThat(KeyHash.words()).containsExactly("code-points", "number");
        assertThat(KeyHash.of("number")).contains(KeyHash.NUMBER);
        assertThat(KeyHash.of("NUMBER")).isEmpty();
    }

    @Test
    void onlyTheHandoutsTableNeedsNotBeTold() {
        assertThat(new TableShape(353).isOfTheHandout()).isTrue();
        assertThat(new TableShape(359).isOfTheHandout()).isFalse();
        assertThat(new TableShape(353, KeyHash.NUMBER, 0).isOfTheHandout()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new TableShape(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TableShape(1, KeyHash.NUMBER, 10_000));
    }
}
