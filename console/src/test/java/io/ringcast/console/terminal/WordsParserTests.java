package io.ringcast.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.LineReader;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsParserTests {
    private static final CommandInterpreter NAMES = new CommandInterpreter() {
        @Override
        public CommandResult execute(String line) {
            throw new UnsupportedOperationException("nothing is executed here");
        }

        @Override
        public List<String> completions(List<String> words) {
            return words.isEmpty() ? List.of("check", "rooms") : List.of("ME4494", "Room 12", "\"quoted\"", "C:\\new");
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                 | 0 | 0 | `` | 0 | 0 | 0",
                "`che`              | 3 | 0 | che | 3 | 3 | 3",
                "`check `           | 6 | 1 | `` | 0 | 0 | 0",
                "`check ME`         | 8 | 1 | ME | 2 | 2 | 2",
                "`check \"Roo`      | 10 | 1 | Roo | 3 | 4 | 4",
                "`check \"Room 1`   | 13 | 1 | Room 1 | 6 | 7 | 7",
                "`check \"a\"\"b`   | 11 | 1 | a\"b | 3 | 5 | 5",
                "`check  ME x`      | 6 | 1 | `` | 0 | 0 | 0",
                "`check ME`         | 2 | 0 | check | 2 | 2 | 5"
            })
    void theWordAtTheCursorIsFound(
            String line, int cursor, int index, String word, int wordCursor, int rawCursor, int rawLength) {
        var parsed = (CompletingParsedLine) new WordsParser().parse(line, cursor, ParseContext.COMPLETE);

        assertThat(parsed.wordIndex()).isEqualTo(index);
        assertThat(parsed.word()).isEqualTo(word);
        assertThat(parsed.wordCursor()).isEqualTo(wordCursor);
        assertThat(parsed.rawWordCursor()).isEqualTo(rawCursor);
        assertThat(parsed.rawWordLength()).isEqualTo(rawLength);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "check ME\\t         | check ME4494",
                "check Roo\\t        | check \"Room 12\"",
                "check \"Roo\\t      | check \"Room 12\"",
                "check \"Room 1\\t   | check \"Room 12\"",
                "check \"\"\"q\\t    | check \"\"\"quoted\"\"\"",
                "check C:\\\\\\t     | check C:\\new"
            })
    void aNameIsCompletedAsItIsTyped(String typed, String line) throws IOException {
        assertThat(read(typed.replace("\\t", "\t").replace("\\\\", "\\") + "\n").strip())
                .isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"check O'Neill", "check C:\\new\\", "check \"open", "check a!b !! !1", "check $x `y` ~", "a # b"
            })
    void whatIsTypedIsTakenAsItIs(String line) throws IOException {
        assertThat(read(line + "\n")).isEqualTo(line);
    }

    @Test
    void hundredsOfPastedLinesAndALineOfTenThousandCharactersAreRead() throws IOException {
        String longLine = "check " + "x".repeat(10_000);
        String pasted = "rooms\n".repeat(500) + longLine + "\n";
        try (Terminal terminal = terminal(pasted)) {
            LineReader reader = PromptTerminal.reader(terminal, NAMES);
            for (int i = 0; i < 500; i++) {
                assertThat(reader.readLine("> ")).isEqualTo("rooms");
            }
            assertThat(reader.readLine("> ")).isEqualTo(longLine);
        }
    }

    private static String read(String typed) throws IOException {
        try (Terminal terminal = terminal(typed)) {
            return PromptTerminal.reader(terminal, NAMES).readLine("> ");
        }
    }

    private static Terminal terminal(String typed) throws IOException {
        return new DumbTerminal(
                "test",
                "xterm",
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                StandardCharsets.UTF_8);
    }
}
