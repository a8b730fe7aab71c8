package io.ringcast.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTerminalTests {
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

    private final List<PipedOutputStream> keyboards = new ArrayList<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @TempDir
    Path directory;

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
        try (PromptTerminal prompt = prompt("rooms\n".repeat(500) + longLine + "\n\u0004")) {
            for (int i = 0; i < 500; i++) {
                assertThat(prompt.readLine()).isEqualTo("rooms");
            }
            assertThat(prompt.readLine()).isEqualTo(longLine);
            assertThat(prompt.readLine()).as("Ctrl-D").isNull();
        }
    }

    @Test
    void aLineThatIsDroppedIsGoneAndAnEmptyOneDoesNotEndThePrompt() throws Exception {
        String interrupt = "\u0003";
        try (PromptTerminal prompt = prompt("reserve A")) {
            CompletableFuture<@Nullable String> line = CompletableFuture.supplyAsync(prompt::readLine);
            awaitOutput("reserve A");
            type(interrupt);
            awaitOutput("reserve A.*> ");
            type(interrupt);
            awaitOutput("Ctrl-D, or quit, ends this prompt.*> ");
            type("rooms\n");

            assertThat(line.get(10, TimeUnit.SECONDS)).isEqualTo("rooms");
        }
    }

    private void type(String text) throws IOException {
        keyboards.getLast().write(text.getBytes(StandardCharsets.UTF_8));
        keyboards.getLast().flush();
    }

    private void awaitOutput(String pattern) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(output.toString(StandardCharsets.UTF_8))
                        .matches(Pattern.compile(".*" + pattern + ".*", Pattern.DOTALL)));
    }

    @Test
    void linesAreKeptForTheNextRun() throws IOException {
        try (PromptTerminal prompt = prompt("check \"Room 12\"\nrooms\n")) {
            assertThat(prompt.readLine()).isEqualTo("check \"Room 12\"");
            assertThat(prompt.readLine()).isEqualTo("rooms");
        }
        String up = "\u0010";
        try (PromptTerminal prompt = prompt(up + up + "\n")) {
            assertThat(prompt.readLine()).isEqualTo("check \"Room 12\"");
        }
        assertThat(Files.getPosixFilePermissions(directory.resolve("history")))
                .doesNotContain(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    }

    @Test
    void aHistoryThatCannotBeWrittenKeepsNobodyFromTyping() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        try (PromptTerminal prompt = PromptTerminal.on(terminal("rooms\n"), NAMES, file.resolve("history"))) {
            assertThat(prompt.readLine()).isEqualTo("rooms");
        }
    }

    private String read(String typed) throws IOException {
        try (PromptTerminal prompt = prompt(typed)) {
            return Objects.requireNonNull(prompt.readLine());
        }
    }

    private PromptTerminal prompt(String typed) throws IOException {
        return PromptTerminal.on(terminal(typed), NAMES, directory.resolve("history"));
    }

    /** Its input stays open, as that of a person does. */
    private Terminal terminal(String typed) throws IOException {
        byte[] bytes = typed.getBytes(StandardCharsets.UTF_8);
        var keyboard = new PipedOutputStream();
        var input = new PipedInputStream(keyboard, bytes.length + 1);
        keyboards.add(keyboard);
        keyboard.write(bytes);
        return new ExternalTerminal("test", "xterm", input, output, StandardCharsets.UTF_8);
    }
}
