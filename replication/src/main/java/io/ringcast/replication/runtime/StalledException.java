package io.ringcast.replication.runtime;

/** A thread of this server was stuck for so long that the server has left its group. */
final class StalledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StalledException(String message) {
        super(message);
    }
}
