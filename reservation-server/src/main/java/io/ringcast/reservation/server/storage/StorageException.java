package io.ringcast.reservation.server.storage;

/** The disk cannot be used. The message is a sentence for people. */
public class StorageException extends RuntimeException {
    StorageException(String message) {
        super(message);
    }

    StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
