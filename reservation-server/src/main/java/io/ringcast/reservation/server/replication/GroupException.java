package io.ringcast.reservation.server.replication;

/** The replicas' group cannot be used. The message is a sentence for people. */
public class GroupException extends RuntimeException {
    GroupException(String message, Throwable cause) {
        super(message, cause);
    }
}
