package io.ringcast.benchmarks.process;

/** Something that is needed is not installed; the message says what to do. */
public final class MissingProgramException extends RuntimeException {
    MissingProgramException(String message) {
        super(message);
    }
}
