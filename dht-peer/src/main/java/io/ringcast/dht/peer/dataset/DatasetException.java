package io.ringcast.dht.peer.dataset;

/** The dataset cannot be used. The message is a sentence that says what would have been right. */
public class DatasetException extends Exception {
    /** With a sentence for people. */
    public DatasetException(String message) {
        super(message);
    }

    /** With a sentence for people, and what went wrong underneath. */
    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
