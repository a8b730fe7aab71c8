package io.ringcast.benchmarks.load;

/** There is nothing left to work on, and measuring on makes no sense; the message says what to do. */
public final class UsedUpException extends RuntimeException {
    /** With a message for the user. */
    public UsedUpException(String message) {
        super(message);
    }
}
