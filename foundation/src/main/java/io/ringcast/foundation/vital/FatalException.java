package io.ringcast.foundation.vital;

/**
 * A failure after which the process must not go on, because nothing that it holds in memory can be trusted any more. Code
 * that catches exceptions in order to try again must let this one pass, up to the guard of its thread ({@link
 * VitalThreads#guard}), which ends the process. The message is a sentence for the operator.
 */
public class FatalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what the operator should know. */
    public FatalException(String message) {
        super(message);
    }

    /** With what the operator should know, and what caused it. */
    public FatalException(String message, Throwable cause) {
        super(message, cause);
    }
}
