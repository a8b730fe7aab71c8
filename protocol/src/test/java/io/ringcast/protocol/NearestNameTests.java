package io.ringcast.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTests {
    private static final List<String> NAMES = List.of(
            "ME4494", "ME4326", "SA314", "check", "reserve", "Monday", "Tuesday", "Zoë", "8:30-9:30", "Room 12", "東京");

    @ParameterizedTest
    @CsvSource({
        "me4494, ME4494",
        "ME449, ME4494",
        "ME4449, ME4494",
        "ME4944, ME4494",
        "chekc, check",
        "reserv, reserve",
        "resreve, reserve",
        "Mon, Monday",
        "mondy, Monday",
        "zoe, Zoë",
        "Zoe\u0308, Zoë",
        "ＭＥ４４９４, ME4494",
        "8:30-930, 8:30-9:30",
        "room12, Room 12",
        "' Monday ', Monday"
    })
    void aNearMissIsFound(String written, String meant) {
        assertThat(NearestName.of(written, NAMES)).hasValue(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ME", "book", "X", "", "day", "大阪", "Sunday12345"})
    void whatCouldMeanAnythingIsNotGuessed(String written) {
        assertThat(NearestName.of(written, NAMES)).isEmpty();
    }

    @Test
    void manyNamesAreSearchedSoon() {
        List<String> many = IntStream.range(0, 20_000)
                .mapToObj(i -> "a-room-with-a-long-name-" + i)
                .toList();
        assertThat(NearestName.of("a-room-wiht-a-long-name-19999", many)).hasValue("a-room-with-a-long-name-19999");
    }
}
