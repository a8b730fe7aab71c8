package io.ringcast.replication.api;

/**
 * This host's network cannot be used now, or is another one than the group was joined on. No fault of the replica: it joins
 * again as soon as it can.
 */
public final class NetworkUnavailableException extends RuntimeException {
    /** With a sentence for people. */
    public NetworkUnavailableException(String message) {
        super(message, null);
    }
}
