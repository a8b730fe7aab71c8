package io.ringcast.console.terminal;

import java.io.IOException;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** A prompt with line editing, history and completion, by JLine. */
final class PromptTerminal implements LineTerminal {
    private static final String PROMPT = "> ";

    private final Terminal terminal;
    private final LineReader reader;

    private PromptTerminal(Terminal terminal, CommandInterpreter interpreter) {
        this.terminal = terminal;
        this.reader = reader(terminal, interpreter);
    }

    static LineReader reader(Terminal terminal, CommandInterpreter interpreter) {
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new WordsParser())
                .completer((r, line, candidates) -> interpreter
                        .completions(line.words().subList(0, line.wordIndex()))
                        .forEach(word -> candidates.add(new Candidate(word))))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /**
     * Opens the terminal that the process is attached to.
     *
     * @throws IOException if input or output is not one
     */
    static PromptTerminal open(CommandInterpreter interpreter) throws IOException {
        return new PromptTerminal(
                TerminalBuilder.builder().system(true).dumb(false).build(), interpreter);
    }

    @Override
    public @Nullable String readLine() {
        while (true) {
            try {
                return reader.readLine(PROMPT);
            } catch (UserInterruptException e) {
                // Ctrl-C drops the line, as in a shell; a second one, on an empty line, ends.
                if (e.getPartialLine().isEmpty()) {
                    return null;
                }
            } catch (EndOfFileException e) {
                return null;
            }
        }
    }

    @Override
    public void print(List<String> lines) {
        lines.forEach(terminal.writer()::println);
        terminal.flush();
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
