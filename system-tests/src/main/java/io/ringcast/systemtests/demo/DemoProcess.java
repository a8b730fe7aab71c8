package io.ringcast.systemtests.demo;

import io.ringcast.systemtests.lab.Rest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.client.ResourceAccessException;

/**
 * One process that the launcher started, as its run directory describes it: {@code NAME.pid}, {@code NAME.http} with its HTTP
 * port, {@code NAME.command} with one argument a line, and {@code NAME.log}.
 */
record DemoProcess(Path run, String name) {
    private static final String PID = ".pid";
    private static final int LOG_LINES = 20;

    /** All processes of a run directory, by name. */
    static List<DemoProcess> all(Path run) {
        try (Stream<Path> files = Files.list(run)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(PID))
                    .map(file -> file.substring(0, file.length() - PID.length()))
                    .sorted()
                    .map(name -> new DemoProcess(run, name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its HTTP interface is. */
    String url() {
        return "http://127.0.0.1:" + port();
    }

    Rest rest() {
        return new Rest("127.0.0.1", port());
    }

    private int port() {
        return Integer.parseInt(read(".http").strip());
    }

    boolean isAlive() {
        return handle().filter(ProcessHandle::isAlive).isPresent();
    }

    boolean isReady() {
        try {
            return isAlive() && rest().get("/actuator/health/readiness").status() == 200;
        } catch (ResourceAccessException e) {
            return false; // It does not listen yet.
        }
    }

    /** Ends it at once (SIGKILL), and waits until it is gone. */
    void kill() {
        handle().ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    /** Starts it with the command and the log that it had before. */
    void startAgain() {
        try {
            Process process = new ProcessBuilder(read(".command").lines().toList())
                    .redirectErrorStream(true)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(Redirect.appendTo(file(".log").toFile()))
                    .start();
            Files.writeString(file(PID), process.pid() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of its log. */
    String endOfLog() {
        List<String> lines = read(".log").lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(Long.parseLong(read(PID).strip()));
    }

    private String read(String ending) {
        try {
            return Files.readString(file(ending));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String ending) {
        return run.resolve(name + ending);
    }
}
