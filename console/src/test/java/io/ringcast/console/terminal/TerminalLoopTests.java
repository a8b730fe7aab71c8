package io.ringcast.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.console.terminal.TerminalLoop.End;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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
                .contains("failed inside this process")
                .contains("did rooms");
    }

    @Test
    void aCommandThatIsCutOffIsToldAsUnknownAndNotAnsweredAfterwards() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        CommandInterpreter slow = new Recording() {
            @Override
            public CommandResult execute(String line) {
                begun.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.execute(line);
            }

            @Override
            public Optional<String> whenCutOff(String line) {
                return Optional.of("It may have been done.");
            }
        };
        var loop = new TerminalLoop(terminal("reserve\n"), slow, () -> false);
        Thread reader = Thread.ofPlatform().start(() -> {
            try {
                loop.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        begun.await();

        loop.processEnds(Duration.ofMillis(10));
        release.countDown();
        reader.join();

        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualTo("UNKNOWN: the process ends before 'reserve' was answered. It may have been done.\n");
    }

    @Test
    void nothingIsToldAtTheEndWhenNoCommandIsUnderWay() throws Exception {
        var loop = new TerminalLoop(terminal("rooms\n"), new Recording(), () -> false);
        loop.run();

        loop.processEnds(Duration.ofSeconds(1));

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("did rooms\n");
    }

    private End run(String input) throws IOException {
        return new TerminalLoop(terminal(input), new Recording(), () -> executed.contains("stop")).run();
    }

    private PipeTerminal terminal(String input) {
        return new PipeTerminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(output, false, StandardCharsets.UTF_8),
                StandardCharsets.UTF_8);
    }

    private class Recording implements CommandInterpreter {
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
