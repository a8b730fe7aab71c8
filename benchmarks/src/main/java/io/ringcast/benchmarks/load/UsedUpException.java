package io.ringcast.benchmarks.load;

/** There is nothing left to work on, so that to go on would measure nothing; the message says what to do. */
public final class UsedUpException extends RuntimeException {
    /** With a message for the user. */
    public UsedUpException(String message) {
        super(message);
    }
}
