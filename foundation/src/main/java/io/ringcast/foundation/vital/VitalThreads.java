package io.ringcast.foundation.vital;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The threads that a process depends on. The first that fails turns the health DOWN and ends the process with exit code
 * {@value #EXIT_CODE}, so that a supervisor restarts it: without such a thread a process would look healthy and do nothing.
 * A thread that is stuck turns the health DOWN until it moves again.
 *
 * <p>Thread-safe, and never waits: a thread that is stuck does not keep others from asking.
 */
public final class VitalThreads implements AutoCloseable {
    /** The exit code after a failure; the virtual machine's own with {@code -XX:+ExitOnOutOfMemoryError}, too. */
    public static final int EXIT_CODE = 3;

    private final ProcessEnd end;
    private final AtomicReference<@Nullable ThreadFailure> failure = new AtomicReference<>();
    private final Map<String, String> stalls = new ConcurrentSkipListMap<>();

    /**
     * Why the process ends.
     *
     * @param thread what has failed, as the log and the health name it
     */
    public record ThreadFailure(String thread, Throwable cause) {
        /** The failure in one line. */
        public String reason() {
            return cause instanceof FatalException ? String.valueOf(cause.getMessage()) : cause.toString();
        }
    }

    /** Of this process: a failure ends it. */
    public VitalThreads() {
        this(ProcessEnd.ofThisProcess());
    }

    /** @param end what ends the process */
    public VitalThreads(ProcessEnd end) {
        this.end = end;
    }

    /**
     * What a vital thread runs.
     *
     * @param thread its name
     * @param work what it does until it is told to end; throws only when the process cannot go on
     */
    public Runnable guard(String thread, Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (Throwable e) {
                failed(thread, e);
            }
        };
    }

    /** A vital thread has failed: the process ends soon. Returns at once; only the first failure counts. */
    public void failed(String thread, Throwable cause) {
        var first = new ThreadFailure(thread, cause);
        if (failure.compareAndSet(null, first)) {
            end.begin(first);
        }
    }

    /** A vital thread stands still: the health is DOWN until it moves again. */
    public void stalled(String thread, String reason) {
        stalls.put(thread, reason);
    }

    /** A thread that stood still moves again. */
    public void moves(String thread) {
        stalls.remove(thread);
    }

    /** Why the process ends; null while it does not. */
    public @Nullable ThreadFailure failure() {
        return failure.get();
    }

    /** Which threads stand still, and why. */
    public Map<String, String> stalls() {
        return Map.copyOf(stalls);
    }

    /** Forgets the process, unless it is being ended. */
    @Override
    public void close() {
        if (failure.get() == null) {
            end.close();
        }
    }
}
