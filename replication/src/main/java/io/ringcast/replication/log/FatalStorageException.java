package io.ringcast.replication.log;

import io.ringcast.foundation.vital.FatalException;

/**
 * The disk can no longer be trusted: it reported an error, or the store is not the one that was opened. Another attempt in
 * this process could read from memory what the disk has lost, so the process must end. The message is a sentence for
 * people.
 */
public class FatalStorageException extends FatalException {
    /** With what went wrong and what to do. */
    public FatalStorageException(String message) {
        super(message);
    }

    /** The same, with the error that the disk reported. */
    public FatalStorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
