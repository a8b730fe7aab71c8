package io.ringcast.replication;

/** This server cannot answer now. The message says why, for the person who asked. */
public final class UnavailableException extends RuntimeException {
    private final String reason;

    /** For this reason. */
    public UnavailableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Why: a sentence. */
    public String reason() {
        return reason;
    }
}
