package io.ringcast.console.terminal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a line, executes it, prints the answer, and only then reads the next. When the process ends while a command is under
 * way, it prints that the outcome is unknown.
 */
final class TerminalLoop {
    private static final Logger log = LoggerFactory.getLogger(TerminalLoop.class);

    private final LineTerminal terminal;
    private final CommandInterpreter interpreter;
    private final BooleanSupplier ending;
    private final AtomicReference<@Nullable UnderWay> underWay = new AtomicReference<>();

    /** A command that has no answer yet. */
    private record UnderWay(String command, CountDownLatch over) {}

    /** Why the loop ended. */
    enum End {
        /** A command ended it. */
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
            var current = new UnderWay(command, new CountDownLatch(1));
            underWay.set(current);
            CommandResult result = execute(command);
            if (underWay.compareAndSet(current, null)) {
                terminal.print(result.lines());
                current.over.countDown();
            }
            if (result.quit()) {
                return End.QUIT;
            }
        }
        return End.INPUT_ENDED;
    }

    /**
     * Called by another thread when the process is about to end: gives a command that is under way a moment to be answered,
     * and otherwise says that it was not.
     */
    void processEnds(Duration patience) throws InterruptedException {
        UnderWay current = underWay.get();
        if (current != null
                && !current.over.await(patience.toMillis(), TimeUnit.MILLISECONDS)
                && underWay.compareAndSet(current, null)) {
            String consequence = interpreter.whenCutOff(current.command).orElse("It changes nothing.");
            terminal.print(List.of(CommandResult.UNKNOWN + ": the process ends before '" + current.command
                    + "' was answered. " + consequence));
        }
    }

    private CommandResult execute(String command) {
        try {
            return interpreter.execute(command);
        } catch (RuntimeException e) {
            log.error("The command '{}' failed", command, e);
            return CommandResult.of("ERROR", List.of("The command failed inside this process; its log says why."));
        }
    }
}
