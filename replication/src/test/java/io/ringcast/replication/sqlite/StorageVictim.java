package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.StoreSettings;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.ReplicaStorage.Contents;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A process that appends batches as fast as it can, with checkpoints in between, and says after each what is confirmed,
 * until somebody kills it: {@code StorageVictim <directory> <seed>}.
 */
final class StorageVictim {
    private StorageVictim() {}

    public static void main(String[] args) {
        var random = new Random(Long.parseLong(args[1]));
        SqliteStorage storage =
                SqliteStorage.open(new StoreSettings(Path.of(args[0]), Durability.ALWAYS, 500, "reservation"));
        Contents contents = storage.load();
        long last = lastIndex(contents);
        if (contents.snapshot() == null) {
            storage.installSnapshot(
                    new byte[] {0},
                    0,
                    new EpochHistory(List.of(new EpochHistory.Start(Entries.EPOCH, 0, true))),
                    List.of(),
                    List.of());
        }
        System.out.println("confirmed " + last + " certain " + contents.certainIndex());
        while (true) {
            int count = 1 + random.nextInt(20);
            long certain = last;
            storage.append(Entries.entries(last + 1, last + count), certain);
            last += count;
            System.out.println("confirmed " + last + " certain " + certain);
            if (random.nextInt(3) == 0) {
                storage.append(List.of(), last);
                System.out.println("confirmed " + last + " certain " + last);
            }
            if (random.nextInt(10) == 0) {
                byte[] snapshot = imageOf(last);
                storage.checkpoint(to -> to.write(snapshot), last, storage.installations());
            }
        }
    }

    /** A snapshot tells the index that it was taken at, and is large enough to need several parts. */
    static byte[] imageOf(long index) {
        byte[] snapshot = new byte[600_000];
        for (int i = 0; i < Long.BYTES; i++) {
            snapshot[i] = (byte) (index >>> (8 * i));
        }
        return snapshot;
    }

    static long lastIndex(Contents contents) {
        if (!contents.changes().isEmpty()) {
            return contents.changes().getLast().index();
        }
        return snapshotIndex(contents);
    }

    static long snapshotIndex(Contents contents) {
        io.ringcast.replication.api.@Nullable Encoded snapshot = contents.snapshot();
        long index = 0;
        if (snapshot != null) {
            byte[] bytes = snapshot.bytes();
            for (int i = 0; i < Math.min(Long.BYTES, bytes.length); i++) {
                index |= (bytes[i] & 0xffL) << (8 * i);
            }
        }
        return index;
    }
}
