package io.ringcast.protocol.network;

/**
 * The network cannot be used as configured. The message is a whole sentence for the person who configured it, and says
 * how to correct it.
 */
public class TransportException extends RuntimeException {
    /** With a sentence for people. */
    public TransportException(String message) {
        super(message);
    }

    /** With a sentence for people, and what the operating system said. */
    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
