package io.ringcast.replication;

import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.StoreSettings;
import io.ringcast.replication.log.ReplicaStorage;
import io.ringcast.replication.sqlite.Backups;
import io.ringcast.replication.sqlite.SqliteStorage;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This server's store: opens it, tells what it holds, and backs it up while it is in use. */
final class ReplicaStore implements Supplier<ReplicaStorage> {
    private static final Logger log = LoggerFactory.getLogger(ReplicaStore.class);

    private final StoreSettings settings;
    private final Backups backups;
    private volatile @Nullable SqliteStorage current;
    private volatile StoreStatus status;

    ReplicaStore(StoreSettings settings, Backups backups) {
        this.settings = settings;
        this.backups = backups;
        this.status = new StoreStatus(settings.directory().toAbsolutePath().toString(), StoreStatus.Found.NEW, 0, null);
    }

    /** Opens it, at the start and again after a failure. */
    @Override
    public ReplicaStorage get() {
        SqliteStorage opened = SqliteStorage.open(settings);
        boolean first = current == null;
        current = opened;
        if (first) {
            status = read(opened);
            if (status.found() == StoreStatus.Found.NEW) {
                log.info(
                        "the store {} is new: this server takes the state of its group, or begins a new group if it"
                                + " meets no other server",
                        status.directory());
            } else {
                log.info(
                        "the store {} holds the changes up to index {}, the newest of {}",
                        status.directory(),
                        status.index(),
                        status.newestChange());
            }
        }
        return opened;
    }

    private StoreStatus read(SqliteStorage storage) {
        long index = storage.lastIndex();
        LogEntry newest = storage.page(index - 1, 1).stream().findFirst().orElse(null);
        return new StoreStatus(
                settings.directory().toAbsolutePath().toString(),
                storage.isNew() ? StoreStatus.Found.NEW : StoreStatus.Found.EXISTING,
                index,
                newest == null ? null : Instant.ofEpochMilli(newest.timeMillis()));
    }

    StoreStatus status() {
        return status;
    }

    /** Makes a backup. */
    Backup backUp() {
        SqliteStorage storage = current;
        if (storage == null) {
            throw new UnavailableException("This server has not opened its store yet.");
        }
        Backups.StoredBackup made = backups.make(storage);
        return new Backup(made.path(), made.position().index(), made.position().digest(), made.bytes());
    }
}
