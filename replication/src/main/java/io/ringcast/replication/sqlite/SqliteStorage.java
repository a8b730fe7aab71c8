package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.StorageException;
import io.ringcast.replication.api.StoreSettings;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.FatalStorageException;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.ReplicaStorage;
import io.ringcast.replication.log.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replica's storage in one SQLite database: the log of changes, the epochs, the lost changes, and the name of the
 * current snapshot, which is a file beside it. The schema is in {@code schema.sql} beside this class.
 *
 * <p>Safe for several threads: each method is one transaction of the one connection. {@link #checkpoint} is the
 * exception: it writes its file first and deletes old changes a few at a time, so that changes can be appended
 * meanwhile. An append is a single statement and so a transaction of its own; it writes only pages of the log. After an
 * error of the disk nothing is written any more, and the connection is not closed.
 */
public final class SqliteStorage implements ReplicaStorage {
    private static final Logger logger = LoggerFactory.getLogger(SqliteStorage.class);

    private final Path directory;
    private final Faults faults;
    private final Path file;
    private final DirectoryLock lock;
    private final Connection connection;
    private final Durability durability;
    private final long logRetention;
    private final LogTable log;
    private final SnapshotFiles snapshots;
    private final StoreFiles.Opened opened;
    private final Upkeep upkeep;
    private final StoreCopies copies;
    private final AtomicLong installations = new AtomicLong();
    private volatile @Nullable FatalStorageException broken;

    private SqliteStorage(
            StoreSettings settings, DirectoryLock lock, Faults faults, Connection connection, int walPagesMax)
            throws SQLException, IOException {
        this.directory = settings.directory();
        this.faults = faults;
        this.file = StoreFiles.database(directory);
        this.lock = lock;
        this.connection = connection;
        this.durability = settings.durability();
        this.logRetention = settings.logRetention();
        this.log = new LogTable(connection);
        SnapshotFiles.Written current = MetaTable.snapshot(connection);
        this.snapshots = new SnapshotFiles(directory, current, faults);
        snapshots.read(current); // What is damaged is refused now, not when a group waits for it.
        this.upkeep = new Upkeep(connection, walPagesMax);
        this.copies = new StoreCopies(directory);
        this.opened = begin(current);
    }

    /** From here on the store changes. */
    private StoreFiles.Opened begin(SnapshotFiles.Written current) throws SQLException, IOException {
        try {
            MetaTable.set(connection, MetaTable.NEEDS_WAL, 1);
            // What was read from the write-ahead log may be in the page cache only, if an earlier process could not
            // force it
            // to the disk. It counts once it is in the database file.
            Database.checkpoint(connection);
            for (Path other : snapshots.others(current)) {
                Files.delete(other); // A process that was killed left it.
            }
            return new StoreFiles(directory, faults).opened();
        } catch (SQLException | IOException e) {
            Database.closeAfter(e, connection, directory, true);
            throw e;
        }
    }

    /**
     * Opens the store of a directory, or makes a new one there.
     *
     * @throws StorageException if the directory cannot be used, or another server uses it, or it has too little free space
     *     for a state, or the store there is incomplete, damaged or something else's; its data are left as they are
     */
    public static SqliteStorage open(StoreSettings settings) {
        return open(settings, Upkeep.WAL_PAGES_MAX);
    }

    static SqliteStorage open(StoreSettings settings, int walPagesMax) {
        Path directory = settings.directory();
        var faults = new Faults(settings.options());
        try {
            Directories.create(directory);
        } catch (IOException e) {
            throw faults.ofDirectory(directory, e);
        }
        DirectoryLock lock = DirectoryLock.take(directory, faults);
        try {
            NativeLibrary.load(directory, faults);
            return open(settings, lock, faults, walPagesMax);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static SqliteStorage open(StoreSettings settings, DirectoryLock lock, Faults faults, int walPagesMax) {
        Path directory = settings.directory();
        Path file = StoreFiles.database(directory);
        try {
            if (!new StoreFiles(directory, faults).holdsDatabase()) {
                Database.create(directory);
            }
            boolean walFound = Files.exists(StoreFiles.wal(directory));
            Connection connection = Database.open(directory, walFound, settings.durability(), faults);
            try {
                DiskProof.of(directory, MetaTable.snapshot(connection).bytes()); // Before the store is changed.
                return new SqliteStorage(settings, lock, faults, connection, walPagesMax);
            } catch (SQLException | IOException | RuntimeException e) {
                Database.closeAfter(e, connection, directory, walFound);
                throw e;
            }
        } catch (SQLException e) {
            throw Faults.unopened(file, e);
        } catch (IOException e) {
            throw faults.ofDirectory(directory, e);
        }
    }

    private interface Work<T> {
        T run() throws SQLException, IOException;
    }

    private interface Writing {
        void run() throws SQLException, IOException;
    }

    private synchronized <T> T read(Work<T> work) {
        requireSound();
        try {
            return work.run();
        } catch (SQLException | IOException e) {
            throw failed(Faults.unread(file, e));
        }
    }

    /** A single statement, which is a transaction of its own. */
    private synchronized void writeAtOnce(Writing work) {
        requireSound();
        try {
            work.run();
        } catch (SQLException | IOException e) {
            throw failed(Faults.unwritten(file, e));
        }
        require(opened::check);
    }

    private synchronized void write(Writing work) {
        requireSound();
        try {
            connection.setAutoCommit(false);
            work.run();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException | IOException e) {
            try {
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException rollback) {
                e.addSuppressed(rollback);
            }
            throw failed(Faults.unwritten(file, e));
        }
        require(opened::check);
    }

    /** On the disk when this returns, whatever the durability: files that it made superfluous are deleted next. */
    private synchronized void writeForced(Writing work) {
        writeAtOnce(() -> Database.set(connection, Durability.ALWAYS));
        try {
            write(work);
        } finally {
            if (broken == null) {
                writeAtOnce(() -> Database.set(connection, durability));
            }
        }
    }

    private void requireSound() {
        FatalStorageException failure = broken;
        if (failure != null) {
            throw new FatalStorageException(String.valueOf(failure.getMessage()), failure);
        }
    }

    /** Called before written data are acknowledged: data in a file that has lost its name are lost. */
    private void require(Runnable check) {
        try {
            check.run();
        } catch (FatalStorageException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(RuntimeException e) {
        if (e instanceof FatalStorageException fatal) {
            broken = fatal;
        }
        return e;
    }

    @Override
    public Contents load() {
        return read(() -> {
            long snapshotIndex = MetaTable.get(connection, MetaTable.SNAPSHOT_INDEX);
            return new Contents(
                    snapshots.read(MetaTable.snapshot(connection)),
                    log.entries(snapshotIndex, Integer.MAX_VALUE),
                    EpochHistoryTable.read(connection),
                    Math.max(MetaTable.get(connection, MetaTable.CERTAIN_INDEX), log.certainIndex()),
                    LostTable.read(connection));
        });
    }

    /** The index of the last stored change; 0 if there is none. */
    public long lastIndex() {
        return read(() -> Math.max(log.lastIndex(), MetaTable.get(connection, MetaTable.SNAPSHOT_INDEX)));
    }

    /** Whether no state was ever stored. */
    public boolean isNew() {
        return read(() -> MetaTable.snapshot(connection)).equals(SnapshotFiles.Written.NONE);
    }

    @Override
    public void append(List<LogEntry> entries, long certainIndex) {
        writeAtOnce(() -> {
            if (entries.isEmpty()) {
                MetaTable.set(connection, MetaTable.CERTAIN_INDEX, certainIndex);
            } else {
                log.insert(entries, certainIndex);
            }
        });
    }

    @Override
    public void beginEpoch(EpochHistory epochs) {
        write(() -> EpochHistoryTable.replace(connection, epochs));
    }

    @Override
    public void installSnapshot(
            byte[] snapshot, long index, EpochHistory epochs, List<LogEntry> recent, List<LostChange> lost) {
        SnapshotFiles.Written before = read(() -> MetaTable.snapshot(connection));
        writeForced(() -> {
            // Written under the lock: a checkpoint that ends now would delete it.
            SnapshotFiles.Written written = snapshots.write(to -> to.write(snapshot));
            log.replace(recent);
            MetaTable.setSnapshot(connection, written, index);
            MetaTable.set(connection, MetaTable.CERTAIN_INDEX, 0);
            EpochHistoryTable.replace(connection, epochs);
            LostTable.replace(connection, lost);
            installations.incrementAndGet();
        });
        delete(List.of(snapshots.file(before)));
    }

    @Override
    public long installations() {
        return installations.get();
    }

    @Override
    public void settle(Told change) {
        write(() -> LostTable.delete(connection, change));
    }

    @Override
    public long checkpoint(Snapshot snapshot, long index, long installationsBefore) {
        SnapshotFiles.Written written = writeSnapshot(snapshot);
        writeForced(() -> {
            if (installations.get() == installationsBefore) {
                MetaTable.setSnapshot(connection, written, index);
            }
        });
        delete(read(() -> snapshots.others(MetaTable.snapshot(connection))));
        dropOldChanges();
        return written.bytes();
    }

    private SnapshotFiles.Written writeSnapshot(Snapshot snapshot) {
        requireSound();
        try {
            return snapshots.write(snapshot);
        } catch (IOException e) {
            throw failed(Faults.unwritten(file, e));
        }
    }

    /** Called without the lock: deleting a large file takes long, and changes wait to be stored. */
    private void delete(List<Path> superseded) {
        try {
            for (Path snapshot : superseded) {
                Files.deleteIfExists(snapshot);
            }
        } catch (IOException e) {
            throw failed(Faults.unwritten(file, e));
        }
    }

    private void dropOldChanges() {
        var more = new AtomicBoolean(true);
        while (more.get()) {
            writeAtOnce(() -> more.set(log.deleteSome(logRetention)));
        }
    }

    @Override
    public List<LogEntry> after(long index) {
        return page(index, Integer.MAX_VALUE);
    }

    @Override
    public List<LogEntry> page(long afterIndex, int countMax) {
        return read(() -> log.entries(afterIndex, countMax));
    }

    @Override
    public synchronized void maintain() {
        requireSound();
        if (upkeep.isDue()) {
            require(opened::checkAll);
            SnapshotFiles.Written snapshot = read(() -> MetaTable.snapshot(connection));
            if (!snapshot.equals(SnapshotFiles.Written.NONE) && !Files.exists(snapshots.file(snapshot))) {
                throw failed(new FatalStorageException(
                        "%s was removed while this server ran. Without it the store is incomplete; other servers of the group have its content. Put back a backup, or start the server again with an empty store."
                                .formatted(snapshots.file(snapshot).toAbsolutePath())));
            }
            if (!copies.isUnderWay()) {
                writeAtOnce(upkeep::emptyWriteAheadLog);
            }
        }
    }

    /**
     * Copies the store as it is at one moment, while it is in use. The copy is that of a server that was killed at that
     * moment: opening it brings it in order.
     *
     * @param to a directory without a store
     * @throws IOException if that directory cannot be written, or the storage is closed meanwhile; this store is well
     */
    public void copy(Path to) throws IOException {
        try (StoreCopy begun = beginCopy()) {
            begun.writeTo(to);
        }
    }

    synchronized StoreCopy beginCopy() throws IOException {
        require(opened::check);
        SnapshotFiles.Written snapshot = read(() -> MetaTable.snapshot(connection));
        long logBytes = read(() -> Database.walBytes(connection));
        return copies.begin(logBytes, snapshot.equals(SnapshotFiles.Written.NONE) ? null : snapshots.file(snapshot));
    }

    @Override
    public synchronized void close() {
        copies.abandon(); // To close the database writes to its file.
        if (broken != null) {
            // The process ends now. To close the database would write to the disk, and delete a file by its name.
            return;
        }
        try (lock) {
            Database.close(connection, directory, !isCompleteWithoutWal());
            copies.close();
        } catch (SQLException | IOException e) {
            throw new StorageException("%s cannot be closed: %s".formatted(file, e.getMessage()), e);
        }
    }

    private boolean isCompleteWithoutWal() {
        try {
            MetaTable.set(connection, MetaTable.NEEDS_WAL, 0);
            return true;
        } catch (SQLException e) {
            logger.warn("the store keeps its write-ahead log: {}", e.getMessage()); // The disk may be full.
            return false;
        }
    }
}
