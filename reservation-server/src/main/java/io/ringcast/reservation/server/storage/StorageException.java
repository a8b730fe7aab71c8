package io.ringcast.reservation.server.storage;

import org.jspecify.annotations.Nullable;

/** The disk cannot be used. The message is a sentence for people. */
public class StorageException extends RuntimeException {
    StorageException(String message) {
        super(message);
    }

    StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
