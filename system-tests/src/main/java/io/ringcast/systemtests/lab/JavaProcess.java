package io.ringcast.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs in a process of its own, with the JDK that runs the tests. Everything it prints goes to a file.
 *
 * <p>No process is left behind: {@link #close()} ends it in any state, and so does the exit of the JVM of the tests.
 */
public final class JavaProcess implements AutoCloseable {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final String name;
    private final Process process;
    private final Path output;

    private JavaProcess(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    /** What to start, and where. */
    public static final class Builder {
        private final String name;
        private final List<String> program = new ArrayList<>();
        private final List<String> prefix = new ArrayList<>();
        private final List<String> jvmOptions = new ArrayList<>(List.of("-Xmx512m"));
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> environment = new TreeMap<>();
        private @Nullable Path input;
        private @Nullable Path workingDirectory;

        private Builder(String name) {
            this.name = name;
        }

        /** Arguments of the program. */
        public Builder arguments(String... more) {
            arguments.addAll(List.of(more));
            return this;
        }

        /** Options of its virtual machine. */
        public Builder jvmOptions(String... more) {
            jvmOptions.addAll(List.of(more));
            return this;
        }

        /** A variable of its environment. */
        public Builder environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Its working directory; otherwise that of the tests. */
        public Builder in(Path directory) {
            workingDirectory = directory;
            return this;
        }

        /** Starts it on a host of the {@link NetworkLab} in place of this one. */
        public Builder on(Host host) {
            prefix.addAll(host.commandPrefix());
            return this;
        }

        /** Sets its time of day; time spans are measured as before. */
        public Builder on(WrongClock clock) {
            environment.putAll(clock.environment());
            return this;
        }

        /** What it reads from standard input; otherwise that is a pipe, to which {@link JavaProcess#type} writes. */
        public Builder input(Path file) {
            input = file;
            return this;
        }

        /**
         * Starts the process.
         *
         * @param directory where its output is kept, in a file with its name
         */
        public JavaProcess start(Path directory) {
            List<String> command = new ArrayList<>(prefix);
            command.add(java());
            command.addAll(jvmOptions);
            command.addAll(program);
            command.addAll(arguments);
            try {
                Path output = Files.createDirectories(directory).resolve(name + ".out");
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(input == null ? Redirect.PIPE : Redirect.from(input.toFile()))
                        .redirectOutput(Redirect.appendTo(output.toFile()));
                if (workingDirectory != null) {
                    builder.directory(workingDirectory.toFile());
                }
                builder.environment().putAll(environment);
                Process process = builder.start();
                RUNNING.add(process);
                return new JavaProcess(name, process, output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A service of this build, started as fast as the launcher starts it. */
    public static Builder service(String name, String module) {
        return service(name, module, Services.jar(module));
    }

    /** A service of an earlier release. */
    public static Builder service(String name, String module, EarlierRelease release) {
        return service(name, module, release.jar(module));
    }

    private static Builder service(String name, String module, Path packed) {
        UnpackedService service = UnpackedService.of(module, packed);
        return jar(name, service.jar()).jvmOptions(service.jvmOptions().toArray(String[]::new));
    }

    /** A program that is a jar. */
    public static Builder jar(String name, Path jar) {
        Builder builder = new Builder(name);
        builder.program.addAll(List.of("-jar", jar.toString()));
        return builder;
    }

    /** The launcher of the virtual machine that runs the tests. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A program that is a class on the class path of the tests. */
    public static Builder main(String name, Class<?> mainClass) {
        Builder builder = new Builder(name);
        builder.program.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
        return builder;
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything that it has printed so far, on either stream. */
    public String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types a line into its standard input. */
    public void type(String line) {
        try {
            Writer input = process.outputWriter(StandardCharsets.UTF_8);
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends its standard input. */
    public void endInput() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once, as a power failure would (SIGKILL), and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(STOP_TIMEOUT);
    }

    /** Asks it to end as Ctrl-C does (SIGINT). */
    public void interrupt() {
        signal("INT");
    }

    /** Asks it to end (SIGTERM) and waits until it is gone. */
    public int stop() {
        process.destroy();
        return awaitExit(STOP_TIMEOUT);
    }

    /** Pauses it (SIGSTOP). */
    public void pause() {
        signal("STOP");
    }

    /** Has its virtual machine collect garbage. */
    public void collectGarbage() {
        Shell.run(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid()), "GC.run");
    }

    /** Lets it go on after {@link #pause()} (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    /** Waits until it has ended by itself, and returns its exit code. */
    public int awaitExit(Duration timeout) {
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " is still running after " + timeout + ":\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    /** Ends it if it still runs. A paused process can be killed too. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        RUNNING.remove(process);
    }

    private void signal(String signal) {
        Shell.run("kill", "-" + signal, Long.toString(pid()));
    }
}
