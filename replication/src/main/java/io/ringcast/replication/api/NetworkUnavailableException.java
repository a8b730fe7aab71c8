package io.ringcast.replication.api;

/**
 * This host's network cannot be used now, or is not the one on which the group was joined. The replica is well, and joins again
 * as soon as it can.
 */
public final class NetworkUnavailableException extends RuntimeException {
    /** With a sentence for people. */
    public NetworkUnavailableException(String message) {
        super(message, null);
    }
}
