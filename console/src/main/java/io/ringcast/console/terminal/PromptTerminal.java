package io.ringcast.console.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A prompt with line editing, history and completion, by JLine. */
final class PromptTerminal implements LineTerminal {
    private static final String PROMPT = "> ";
    private static final Logger log = LoggerFactory.getLogger(PromptTerminal.class);

    private final Terminal terminal;
    private final LineReader reader;

    private PromptTerminal(Terminal terminal, LineReader reader) {
        this.terminal = terminal;
        this.reader = reader;
    }

    /**
     * Reads lines of a terminal.
     *
     * @param history the file in which lines are kept for the next run; if it cannot be written, they are not
     */
    static PromptTerminal on(Terminal terminal, CommandInterpreter interpreter, Path history) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new WordsParser())
                .completer((r, line, candidates) -> interpreter
                        .completions(line.words().subList(0, line.wordIndex()))
                        .forEach(word -> candidates.add(new Candidate(word))))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        if (isWritable(history)) {
            reader.setVariable(LineReader.HISTORY_FILE, history);
        }
        return new PromptTerminal(terminal, reader);
    }

    private static boolean isWritable(Path history) {
        try {
            Path directory = history.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            if (Files.notExists(history)) {
                Files.createFile(history);
                history.toFile().setReadable(false, false);
                history.toFile().setReadable(true, true);
            }
            return Files.isWritable(history);
        } catch (IOException | SecurityException e) {
            log.debug("{} cannot be written: the lines of this prompt are not kept", history, e);
            return false;
        }
    }

    /**
     * Opens the terminal that the process is attached to.
     *
     * @throws IOException if input or output is not one
     */
    static PromptTerminal open(CommandInterpreter interpreter, Path history) throws IOException {
        return on(TerminalBuilder.builder().system(true).dumb(false).build(), interpreter, history);
    }

    @Override
    public @Nullable String readLine() {
        while (true) {
            try {
                return reader.readLine(PROMPT);
            } catch (UserInterruptException e) {
                // Ctrl-C drops the line, as in a shell. Who wants to end with it is told how.
                if (e.getPartialLine().isEmpty()) {
                    print(List.of("Ctrl-D, or quit, ends this prompt."));
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
