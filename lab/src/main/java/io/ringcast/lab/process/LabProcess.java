package io.ringcast.lab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One process of the lab, which may be started again and again. It ends with the lab: its standard input is a pipe from
 * the lab, and the process ends when that is closed. Thread-safe.
 */
public final class LabProcess {
    private static final long STOP_SECONDS = 15;

    /**
     * Pauses a process until a line comes, and kills it if the lab ends meanwhile: what is paused cannot notice that itself.
     */
    private static final String PAUSE = "kill -STOP $1 && if read -r line; then kill -CONT $1; else kill -KILL $1; fi";

    private final LabRole role;
    private final int number;
    private final int firstPort;
    private final int httpPort;
    private @Nullable Process process;
    private @Nullable Process pause;
    private LifeState ended = LifeState.STOPPED;
    private volatile boolean answered;

    /** How a process is. */
    public enum LifeState {
        /** Runs, and has not answered yet. */
        STARTING,
        RUNNING,
        PAUSED,
        /** Ended, as it was asked to. */
        STOPPED,
        /** Ended by {@code kill -9}. */
        KILLED,
        /** Ended by itself: its log says why. */
        FAILED
    }

    LabProcess(LabRole role, int number, int firstPort, int httpPort) {
        this.role = role;
        this.number = number;
        this.firstPort = firstPort;
        this.httpPort = httpPort;
    }

    public String name() {
        return role.nameOf(number);
    }

    public LabRole role() {
        return role;
    }

    /** Its number among those of its role, from 1. */
    public int number() {
        return number;
    }

    /** The first of its UDP ports. */
    public int firstPort() {
        return firstPort;
    }

    public int httpPort() {
        return httpPort;
    }

    /** The name under which a peer registers; null of other processes. */
    public @Nullable String user() {
        return role == LabRole.PEER ? CommandLines.userOf(number) : null;
    }

    /** Its process id; null while there is none. */
    public synchronized @Nullable Long pid() {
        Process now = process;
        return now != null && now.isAlive() ? now.pid() : null;
    }

    public synchronized LifeState state() {
        Process now = process;
        if (now == null || !now.isAlive()) {
            return ended == LifeState.RUNNING ? LifeState.FAILED : ended;
        }
        if (pause != null) {
            return LifeState.PAUSED;
        }
        return answered ? LifeState.RUNNING : LifeState.STARTING;
    }

    /** It has answered over HTTP. */
    void hasAnswered() {
        answered = true;
    }

    synchronized void start(List<String> command, Path log) {
        if (isAlive()) {
            throw new WrongActionException(name() + " runs already.");
        }
        try {
            answered = false;
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            ended = LifeState.RUNNING;
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    synchronized boolean isAlive() {
        Process now = process;
        return now != null && now.isAlive();
    }

    /** Asks it to end (SIGTERM), and waits until it has; kills it after {@value #STOP_SECONDS} seconds. */
    void stop() {
        Process ending;
        synchronized (this) {
            ending = running();
            resumePaused();
            ended = LifeState.STOPPED;
            ending.destroy();
        }
        awaitEnd(ending); // Without the lock: the page goes on showing how things are.
    }

    /** Ends it at once (SIGKILL), also while it is paused. */
    void kill() {
        Process ending;
        synchronized (this) {
            ending = running();
            ended = LifeState.KILLED;
            ending.destroyForcibly();
        }
        awaitEnd(ending);
        synchronized (this) {
            resumePaused();
        }
    }

    /** Pauses it (SIGSTOP). */
    synchronized void pause() {
        Process now = running();
        if (pause != null) {
            throw new WrongActionException(name() + " is paused already.");
        }
        try {
            pause = new ProcessBuilder("sh", "-c", PAUSE, "sh", Long.toString(now.pid()))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " cannot be paused: " + e.getMessage(), e);
        }
    }

    /** Lets it go on (SIGCONT). */
    public synchronized void resume() {
        running();
        if (pause == null) {
            throw new WrongActionException(name() + " is not paused.");
        }
        resumePaused();
    }

    private void resumePaused() {
        Process paused = pause;
        pause = null;
        if (paused == null) {
            return;
        }
        try (Writer line = paused.outputWriter(StandardCharsets.UTF_8)) {
            line.write("\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " cannot be resumed: " + e.getMessage(), e);
        }
        awaitEnd(paused);
    }

    private Process running() {
        Process now = process;
        if (now == null || !now.isAlive()) {
            throw new WrongActionException(name() + " does not run.");
        }
        return now;
    }

    private static void awaitEnd(Process ending) {
        try {
            if (!ending.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                ending.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            ending.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
