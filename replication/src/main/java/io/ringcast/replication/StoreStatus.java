package io.ringcast.replication;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this server found in its store when it started: whether it brings an old state, or none, to its group.
 *
 * @param found whether there was a history
 * @param index of the last change in it
 * @param newestChange when that was ordered, by the clock of its leader; null if the log does not tell
 */
public record StoreStatus(
        String directory, Found found, long index, @Nullable Instant newestChange) {
    /** What a store held. */
    public enum Found {
        /** Nothing: the server takes the state of its group, or begins a new one if it meets none. */
        NEW,
        /** The history of a group. */
        EXISTING
    }
}
