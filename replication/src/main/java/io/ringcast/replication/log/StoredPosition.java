package io.ringcast.replication.log;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.ReplicaReport;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * Where a stored history ends.
 *
 * @param index of its last change; 0 if there is none
 * @param digest hash over all of it, as {@link ReplicaReport} has it; empty if nothing was ever stored
 * @param timeMillis when the last change since the snapshot was ordered; 0 if there is none
 */
public record StoredPosition(long index, String digest, long timeMillis) {
    /**
     * Adds up what is stored; nothing is applied.
     *
     * @throws IllegalStateException if the changes do not go on from the snapshot, one after the other: the disk is broken
     */
    public static StoredPosition of(ReplicaStorage.Contents contents) {
        Encoded snapshot = contents.snapshot();
        if (snapshot == null) {
            return new StoredPosition(0, "", 0);
        }
        try {
            DataInputStream from = BinaryFormat.reading(snapshot.bytes());
            from.readByte(); // Its version: what follows begins in the same way in all of them.
            long index = from.readLong();
            var chain = HashChain.ofHex(from.readUTF());
            long timeMillis = 0;
            for (LogEntry entry : contents.changes()) {
                if (entry.index() != index + 1) {
                    throw new IOException("the log goes on with index %d after %d".formatted(entry.index(), index));
                }
                index = entry.index();
                chain = chain.then(entry);
                timeMillis = entry.timeMillis();
            }
            return new StoredPosition(index, chain.hex(), timeMillis);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("not a stored history: " + e.getMessage(), e);
        }
    }
}
