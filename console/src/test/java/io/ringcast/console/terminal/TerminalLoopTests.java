package io.ringcast.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.console.terminal.TerminalLoop.End;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalLoopTests {
    private final List<String> executed = new ArrayList<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void eachAnswerIsPrintedOnceAndTheEndOfInputEnds() throws IOException {
        assertThat(run("rooms\n\n  \n check  Zoë ")).isEqualTo(End.INPUT_ENDED);

        assertThat(executed).containsExactly("rooms", "check  Zoë");
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("did rooms\ndid check  Zoë\n");
    }

    @Test
    void nothingAfterQuitIsDone() throws IOException {
        assertThat(run("rooms\r\nquit\r\nrooms\r\n")).isEqualTo(End.QUIT);
        assertThat(run("exit\n")).isEqualTo(End.QUIT);

        assertThat(executed).containsExactly("rooms");
    }

    @Test
    void aCommandMayEndTheProcess() throws IOException {
        assertThat(run("deregister\nrooms\n")).isEqualTo(End.QUIT);

        assertThat(executed).containsExactly("deregister");
    }

    @Test
    void noFurtherCommandIsTakenWhileTheProcessEnds() throws IOException {
        assertThat(run("stop\nrooms\n")).isEqualTo(End.QUIT);

        assertThat(executed).containsExactly("stop");
    }

    @Test
    void aDefectInACommandDoesNotEndTheLoop() throws IOException {
        run("explode\nrooms\n");

        assertThat(executed).containsExactly("explode", "rooms");
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("went wrong")
                .contains("did rooms");
    }

    private End run(String input) throws IOException {
        var terminal = new PipeTerminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(output, false, StandardCharsets.UTF_8),
                StandardCharsets.UTF_8);
        return new TerminalLoop(terminal, new Recording(), () -> executed.contains("stop")).run();
    }

    private final class Recording implements CommandInterpreter {
        @Override
        public CommandResult execute(String line) {
            executed.add(line);
            if (line.equals("explode")) {
                throw new IllegalStateException("on demand");
            }
            return new CommandResult("OK", null, List.of("did " + line), Map.of(), line.equals("deregister"));
        }

        @Override
        public List<String> completions(List<String> words) {
            return List.of();
        }
    }
}
