package io.ringcast.foundation.vital;

import io.ringcast.foundation.vital.VitalThreads.ThreadFailure;
import java.time.Duration;

/** Ends the process after a failure. */
@FunctionalInterface
public interface ProcessEnd extends AutoCloseable {
    /** Begins the end and returns at once. Called once at most. */
    void begin(ThreadFailure failure);

    /** Stops waiting for a failure; the process goes on. */
    @Override
    default void close() {}

    /**
     * Ends this process: in good order if that works, and in any case within a short time.
     *
     * @see ExitOrHalt
     */
    static ProcessEnd ofThisProcess() {
        return new ExitOrHalt(Duration.ofSeconds(2), System::exit, Runtime.getRuntime()::halt);
    }
}
