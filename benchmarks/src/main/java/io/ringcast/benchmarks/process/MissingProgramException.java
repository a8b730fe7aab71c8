package io.ringcast.benchmarks.process;

/** A required program is not installed; the message says what to do. */
public final class MissingProgramException extends RuntimeException {
    MissingProgramException(String message) {
        super(message);
    }
}
