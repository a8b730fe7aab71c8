package io.ringcast.replication.runtime;

import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.ReplicaStorage;
import io.ringcast.replication.log.Told;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/**
 * A storage that reports each call to a {@link Progress}, so that a hanging disk is noticed. Each piece of a
 * checkpoint, which another thread writes, is a step of its own.
 */
final class WatchedStorage implements ReplicaStorage {
    /** Bytes that a slow disk writes in a second; a state may be large. */
    private static final int BYTES_PER_SECOND_MIN = 8 << 20;

    /** How long a piece of a checkpoint may take. Writes that clients wait for have a shorter limit. */
    private static final Duration CHECKPOINT_LIMIT = Duration.ofSeconds(30);

    private final ReplicaStorage disk;
    private final Progress replica;
    private final Progress checkpoint;
    private final Duration limit;

    /**
     * Watches a storage.
     *
     * @param replica the progress of the replica's thread
     * @param checkpoint the progress of the thread that writes checkpoints
     * @param limit how long a write may take
     */
    WatchedStorage(ReplicaStorage disk, Progress replica, Progress checkpoint, Duration limit) {
        this.disk = disk;
        this.replica = replica;
        this.checkpoint = checkpoint;
        this.limit = limit;
    }

    @Override
    public Contents load() {
        return disk.load();
    }

    @Override
    public void append(List<LogEntry> entries, long certainIndex) {
        replica.during("a write to the log", limit, () -> disk.append(entries, certainIndex));
    }

    @Override
    public void beginEpoch(EpochHistory epochs) {
        replica.during("a write of a new epoch", limit, () -> disk.beginEpoch(epochs));
    }

    @Override
    public void installSnapshot(
            byte[] snapshot, long index, EpochHistory epochs, List<LogEntry> recent, List<LostChange> lost) {
        Duration more = Duration.ofSeconds(snapshot.length / BYTES_PER_SECOND_MIN);
        replica.during(
                "a write of the group's state",
                limit.plus(more),
                () -> disk.installSnapshot(snapshot, index, epochs, recent, lost));
    }

    @Override
    public void settle(Told change) {
        replica.during("a write of what is settled", limit, () -> disk.settle(change));
    }

    @Override
    public List<LogEntry> after(long index) {
        return replica.during("a read of the log", limit.multipliedBy(2), () -> disk.after(index));
    }

    @Override
    public long checkpoint(Snapshot snapshot, long index, long installations) {
        return checkpoint.during(
                "a checkpoint",
                CHECKPOINT_LIMIT,
                () -> disk.checkpoint(to -> snapshot.writeTo(watched(to)), index, installations));
    }

    private OutputStream watched(OutputStream to) {
        return new FilterOutputStream(to) {
            @Override
            public void write(int b) throws IOException {
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                checkpoint.begin("a checkpoint", CHECKPOINT_LIMIT);
                out.write(bytes, offset, length);
            }
        };
    }

    @Override
    public long installations() {
        return disk.installations();
    }

    /** For any thread, and so not watched. */
    @Override
    public List<LogEntry> page(long afterIndex, int countMax) {
        return disk.page(afterIndex, countMax);
    }

    @Override
    public void maintain() {
        replica.during("the upkeep of the disk", limit, disk::maintain);
    }

    @Override
    public void close() {
        replica.during("the closing of the disk", limit.multipliedBy(2), disk::close);
    }
}
