package io.ringcast.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTests {
    @Test
    void spacesSeparateWordsAndQuotesKeepThem() {
        assertThat(Words.of(" check \t\"Room 12\"\u3000b\u2028c  ")).containsExactly("check", "Room 12", "b", "c");
        assertThat(Words.of("\"\"\"quoted\"\"\" 5\" a\"b\" \"\" R\u00a012"))
                .containsExactly("\"quoted\"", "5\"", "a\"b\"", "", "R\u00a012");
        assertThat(Words.of("C:\\new \\\" 'a b'")).containsExactly("C:\\new", "\\\"", "'a", "b'");
        assertThat(Words.of("\"a\"b")).containsExactly("a", "b");
        assertThat(Words.of(" ")).isEmpty();
    }

    @Test
    void aQuoteThatIsNotClosedIsNoGuess() {
        assertThatThrownBy(() -> Words.of("check \"Room 12"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the double quote before Room 12 is not closed");
        assertThat(Words.parse("check \"Room 12").getLast()).isEqualTo(new Words.Word("Room 12", 6, 14, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a b",
                "\"",
                "\"\"",
                "\"a\" b",
                "",
                "R\u00a012",
                "a\u2028b",
                " a",
                "\\",
                "'",
                "a\"b",
                "😀 😀"
            })
    void whatIsQuotedIsReadAsItWas(String word) {
        assertThat(Words.of(Words.quote(word))).containsExactly(word);
        assertThat(Words.of(Words.line("x", word, word))).containsExactly("x", word, word);
    }

    @Test
    void onlyWhatHasToBeQuotedIs() {
        assertThat(Words.line(List.of("ME4494", "a\"b", "a b", "\"q\"")))
                .isEqualTo("ME4494 a\"b \"a b\" \"\"\"q\"\"\"");
    }
}
