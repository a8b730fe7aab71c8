package io.ringcast.replication.simulation;

import io.ringcast.foundation.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * A command that a client asked for, and its outcome. Without an outcome the command may have taken effect at any time after
 * the client asked for it, or never.
 */
public final class ClientOperation<C, O> {
    private final RequestId id;
    private final C command;
    private final boolean change;
    private final long invoked;
    private long responded = Long.MAX_VALUE;
    private long index;
    private @Nullable O outcome;

    ClientOperation(RequestId id, C command, boolean change, long invoked) {
        this.id = id;
        this.command = command;
        this.change = change;
        this.invoked = invoked;
    }

    void completed(O received, long atIndex, long now) {
        outcome = received;
        index = atIndex;
        responded = now;
    }

    /** The request's id, which all its repetitions have. */
    public RequestId id() {
        return id;
    }

    /** What the client asked for. */
    public C command() {
        return command;
    }

    /** Whether the command is a change and no read. */
    public boolean isChange() {
        return change;
    }

    /** The virtual time at which the client asked for the first time. */
    public long invoked() {
        return invoked;
    }

    /** The virtual time at which the client received the outcome; {@link Long#MAX_VALUE} if it received none. */
    public long responded() {
        return responded;
    }

    /** The index of the log when the outcome was computed; 0 without an outcome. */
    public long index() {
        return index;
    }

    /** The outcome that the client received first; null if it received none. */
    public @Nullable O outcome() {
        return outcome;
    }

    @Override
    public String toString() {
        return "[%d..%s] %s %s -> %s"
                .formatted(invoked, responded == Long.MAX_VALUE ? "" : String.valueOf(responded), id, command, outcome);
    }
}
