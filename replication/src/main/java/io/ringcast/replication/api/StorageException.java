package io.ringcast.replication.api;

import org.jspecify.annotations.Nullable;

/** The disk cannot be used. The message is a sentence for people. */
public class StorageException extends RuntimeException {
    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
