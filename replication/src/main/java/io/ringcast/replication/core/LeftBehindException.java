package io.ringcast.replication.core;

/** The group went on without this server, in a way in which it cannot follow: it has to leave, and join anew. */
public final class LeftBehindException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeftBehindException(String message) {
        super(message);
    }
}
