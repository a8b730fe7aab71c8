package io.ringcast.protocol.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ringcast.protocol.JsonSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordPartsTests {
    private static final int BYTES_MAX = 1_000_000;

    private final RecordAssembly assembly = new RecordAssembly(BYTES_MAX);

    @Test
    void aValueGoesOnInTheNextPart() {
        List<RecordPart> parts = RecordSplitter.split(List.of("ABW", "x".repeat(100), "last"), 64);
        assertThat(parts)
                .containsExactly(
                        new RecordPart(1, 2, List.of("ABW", "x".repeat(53))),
                        new RecordPart(2, 2, List.of("x".repeat(47), "last")));
    }

    /** Values of all lengths, also empty ones and ends that are exactly those of a part, with characters of one to six bytes. */
    @Test
    void anyRecordComesBackAsItWas() {
        String[] characters = {"a", "\"", "\n", "\u0001", "é", "€", "𝄞"};
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<String> values = new ArrayList<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                StringBuilder value = new StringBuilder();
                for (int length = random.nextInt(4) * random.nextInt(80); length > 0; length--) {
                    value.append(characters[random.nextInt(characters.length)]);
                }
                values.add(value.toString());
            }
            int bytesMax = 64 + random.nextInt(40);
            if (JsonSize.ofTexts(values) <= bytesMax) {
                continue;
            }
            List<RecordPart> parts = RecordSplitter.split(values, bytesMax);
            Optional<List<String>> record = Optional.empty();
            for (RecordPart part : parts) {
                assertThat(record).as("seed %d", seed).isEmpty();
                assertThat(JsonSize.ofTexts(part.values())).as("seed %d", seed).isLessThanOrEqualTo(bytesMax);
                record = assembly.add(part);
            }
            assertThat(record).as("seed %d", seed).contains(values);
        }
    }

    @Test
    void aFirstPartBeginsAnew() {
        List<RecordPart> given = RecordSplitter.split(List.of("a".repeat(100)), 64);
        assembly.add(given.getFirst());
        assertThat(assembly.add(given.getFirst())).isEmpty();
        assertThat(assembly.add(given.getLast())).contains(List.of("a".repeat(100)));
    }

    @Test
    void aPartThatDoesNotFollowIsDroppedWithWhatThereWas() {
        List<RecordPart> given = RecordSplitter.split(List.of("a".repeat(150)), 64);
        assertThat(given).hasSize(3);
        assembly.add(given.get(0));
        assertThat(assembly.add(given.get(2))).isEmpty();
        assertThat(assembly.add(given.get(1))).isEmpty();
        assertThat(assembly.add(given.get(2))).isEmpty();
        assembly.add(given.get(0));
        assertThat(assembly.add(new RecordPart(2, 4, List.of("b")))).isEmpty();
        assertThat(assembly.add(given.get(2))).isEmpty();
    }

    @Test
    void whatIsLargerThanARecordMayBeIsDropped() {
        RecordAssembly small = new RecordAssembly(150);
        assertThat(record(small, "a".repeat(146))).isPresent();
        assertThat(record(small, "a".repeat(190))).isEmpty();
    }

    private static Optional<List<String>> record(RecordAssembly assembly, String value) {
        Optional<List<String>> record = Optional.empty();
        for (RecordPart part : RecordSplitter.split(List.of(value), 64)) {
            record = assembly.add(part);
        }
        return record;
    }

    @Test
    void theLargestRecordFitsThePartsThatThereMayBe() {
        List<String> values = List.of("k", "\u0001".repeat((BYTES_MAX - 10) / 6));
        List<RecordPart> parts = RecordSplitter.split(values, 1_150);
        assertThat(parts.size()).isLessThan(RecordPart.PARTS_MAX);
        assertThatIllegalArgumentException().isThrownBy(() -> RecordSplitter.split(values, 64));
        assertThatIllegalArgumentException().isThrownBy(() -> RecordSplitter.split(List.of("k"), 64));
    }
}
