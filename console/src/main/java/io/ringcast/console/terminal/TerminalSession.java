package io.ringcast.console.terminal;

import io.ringcast.console.ProcessExit;
import io.ringcast.console.StandardStreams;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/** Reads commands from standard input once the process is up, on a thread of its own. */
final class TerminalSession {
    private static final Logger log = LoggerFactory.getLogger(TerminalSession.class);
    /** How long an end of the process, be it by Ctrl-C, waits for the answer to a command that is under way. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final CommandInterpreter interpreter;
    private final ProcessExit exit;
    private final ConfigurableApplicationContext context;
    private final boolean exitAtEndOfInput;
    private final Path history;
    private volatile @Nullable TerminalLoop loop;

    TerminalSession(
            CommandInterpreter interpreter,
            ProcessExit exit,
            ConfigurableApplicationContext context,
            boolean exitAtEndOfInput,
            Path history) {
        this.interpreter = interpreter;
        this.exit = exit;
        this.context = context;
        this.exitAtEndOfInput = exitAtEndOfInput;
        this.history = history;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        Thread.ofPlatform().name("terminal").start(this::converse);
    }

    /** Comes before anything is closed. */
    @EventListener
    void ending(ContextClosedEvent event) {
        TerminalLoop current = loop;
        if (current == null) {
            return;
        }
        try {
            current.processEnds(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void converse() {
        TerminalLoop.End end = TerminalLoop.End.INPUT_ENDED;
        try (LineTerminal terminal = open()) {
            var current = new TerminalLoop(terminal, interpreter, () -> !context.isActive());
            loop = current;
            end = current.run();
        } catch (IOException e) {
            log.warn("Standard input cannot be read (any more): {}", e.getMessage());
        }
        if (exitAtEndOfInput || end == TerminalLoop.End.QUIT) {
            exit.begin();
        }
    }

    private LineTerminal open() {
        if (isAttachedToTerminal()) {
            try {
                return PromptTerminal.open(interpreter, history);
            } catch (IOException | IllegalStateException e) {
                log.debug("No prompt on this terminal", e);
            }
        }
        return new PipeTerminal(StandardStreams.input(), StandardStreams.output(), StandardStreams.charset());
    }

    /** Since Java 22 there always is a console, and a method that tells; before, there only was one at a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isAttachedToTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
