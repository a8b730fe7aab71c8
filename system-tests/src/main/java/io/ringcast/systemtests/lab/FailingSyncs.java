package io.ringcast.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A disk that reports an error whenever a process forces something to it, as a broken disk does: {@code strace} answers these
 * system calls instead of the kernel. Needs root; see {@link #isPossible()}.
 */
public final class FailingSyncs implements AutoCloseable {
    private final Process tracer;

    private FailingSyncs(Process tracer) {
        this.tracer = tracer;
    }

    /** Whether this machine lets us trace processes. */
    public static boolean isPossible() {
        return Shell.succeeds("strace", "-f", "-o", "/dev/null", "true");
    }

    /** Lets the syncs of a process fail until this is closed. */
    public static FailingSyncs of(JavaProcess process) {
        try {
            Process tracer = new ProcessBuilder(
                            "strace",
                            "-f",
                            "-qq",
                            "-o",
                            "/dev/null",
                            "-p",
                            Long.toString(process.pid()),
                            "-e",
                            "trace=fsync,fdatasync",
                            "-e",
                            "inject=fsync,fdatasync:error=EIO")
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            Awaitility.await("all threads of " + process.name() + " to be traced")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !tracer.isAlive() || allThreadsAreTraced(process.pid()));
            if (!tracer.isAlive()) {
                throw new IllegalStateException("strace ended with " + tracer.exitValue());
            }
            return new FailingSyncs(tracer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean allThreadsAreTraced(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads.toList()) {
                if (Files.readString(thread.resolve("status")).contains("TracerPid:\t0\n")) {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    public void close() {
        tracer.destroy();
        try {
            if (!tracer.waitFor(10, TimeUnit.SECONDS)) {
                tracer.destroyForcibly();
            }
        } catch (InterruptedException e) {
            tracer.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
