package io.ringcast.replication.group;

import org.jspecify.annotations.Nullable;

/** The replicas' group cannot be used. The message is a sentence for people. */
public class GroupException extends RuntimeException {
    public GroupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
