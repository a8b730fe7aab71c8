package io.ringcast.replication.log;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.LogEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The disk of one replica. Each method is one transaction, and what it wrote survives the death of the process when it
 * returns (with durability {@code interval}: a little later). Called by one thread, except for {@link #page} and
 * {@link #checkpoint}, which may come from any.
 *
 * <p>A failure is thrown as a {@link RuntimeException}; after one the caller closes the storage, and what is on the disk
 * then is some prefix of what was written. After a {@link FatalStorageException} the process must end.
 */
public interface ReplicaStorage extends ReplicaLog, AutoCloseable {
    /**
     * What the disk holds.
     *
     * @param snapshot the last state that was written as a whole, as {@code SnapshotCodec} encodes it; null if there is none
     * @param changes all changes since the snapshot, oldest first
     * @param epochs the epochs up to now; empty if there is no snapshot
     * @param certainIndex as it was given with the last change
     * @param lost changes that are still to be applied again
     */
    record Contents(
            @Nullable Encoded snapshot,
            List<LogEntry> changes,
            EpochHistory epochs,
            long certainIndex,
            List<LostChange> lost) {}

    /** Reads all that a replica needs to start. */
    Contents load();

    /** Adds changes to the log. */
    void append(List<LogEntry> entries, long certainIndex);

    /** Notes that a new epoch began. */
    void beginEpoch(EpochHistory epochs);

    /**
     * Puts a state in the place of everything, together with the changes that are lost by that.
     *
     * @param recent the last changes up to the state, for the log
     */
    void installSnapshot(
            byte[] snapshot, long index, EpochHistory epochs, List<LogEntry> recent, List<LostChange> lost);

    /** Forgets a lost change. */
    void settle(Told change);

    /** A state as a whole, as {@code SnapshotCodec} encodes it. */
    interface Snapshot {
        /** Writes all of it, in pieces of any size. */
        void writeTo(OutputStream to) throws IOException;
    }

    /**
     * Writes a state as a whole, so that a restart need not apply all changes again, and drops the oldest changes of the
     * log. Takes long with a large state; changes may be appended meanwhile.
     *
     * @param index of the state, which is not above the last appended change
     * @param installations what {@link #installations} said when the state was taken: if another state was adopted since, this
     *     one is worth nothing
     * @return how many bytes the snapshot has
     */
    long checkpoint(Snapshot snapshot, long index, long installations);

    /** How many states were adopted since the storage was opened. */
    long installations();

    /** Changes of the log after an index, oldest first, at most so many. */
    List<LogEntry> page(long afterIndex, int countMax);

    /**
     * Does what need not be done before an answer. Called by the replica's thread after the answers of a batch went out, and
     * at least every second.
     *
     * @throws FatalStorageException if the disk can no longer be trusted, also when another thread noticed
     */
    default void maintain() {}

    @Override
    void close();
}
