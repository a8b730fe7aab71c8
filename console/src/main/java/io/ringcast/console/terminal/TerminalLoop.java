package io.ringcast.console.terminal;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a line, does it, prints the answer, and only then reads the next. */
final class TerminalLoop {
    private static final Logger log = LoggerFactory.getLogger(TerminalLoop.class);

    private final LineTerminal terminal;
    private final CommandInterpreter interpreter;
    private final BooleanSupplier ending;

    /** Why the loop ended. */
    enum End {
        /** Somebody said so. */
        QUIT,
        /** There is no more input. */
        INPUT_ENDED
    }

    /**
     * Creates it.
     *
     * @param ending whether the process is ending, so that no further command is taken
     */
    TerminalLoop(LineTerminal terminal, CommandInterpreter interpreter, BooleanSupplier ending) {
        this.terminal = terminal;
        this.interpreter = interpreter;
        this.ending = ending;
    }

    End run() throws IOException {
        for (String line = terminal.readLine(); line != null; line = terminal.readLine()) {
            String command = line.strip();
            if (command.isEmpty()) {
                continue;
            }
            if (ending.getAsBoolean() || command.equals("quit") || command.equals("exit")) {
                return End.QUIT;
            }
            CommandResult result = execute(command);
            terminal.print(result.lines());
            if (result.quit()) {
                return End.QUIT;
            }
        }
        return End.INPUT_ENDED;
    }

    private CommandResult execute(String command) {
        try {
            return interpreter.execute(command);
        } catch (RuntimeException e) {
            log.error("The command '{}' failed", command, e);
            return CommandResult.of("ERROR", List.of("That went wrong here, not at your end; the log says more."));
        }
    }
}
