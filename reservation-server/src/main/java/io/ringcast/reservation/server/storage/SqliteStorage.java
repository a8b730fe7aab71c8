package io.ringcast.reservation.server.storage;

import io.ringcast.reservation.server.replication.Lineage;
import io.ringcast.reservation.server.replication.LogEntries;
import io.ringcast.reservation.server.replication.LogEntry;
import io.ringcast.reservation.server.replication.LostChange;
import io.ringcast.reservation.server.replication.ReplicaStorage;
import io.ringcast.reservation.server.replication.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A replica's disk as one SQLite database: the log of changes, the epochs, what is still to be applied again, and which
 * file beside it is the last state that was written as a whole. The schema is in {@code schema.sql} beside this class.
 *
 * <p>Safe for several threads: each method is one transaction of the one connection, except {@link #checkpoint}, which
 * writes its file before and deletes old changes a few at a time, so that changes can be appended meanwhile. To append
 * is a single statement, which is a transaction of its own: no page but the log's is written, and nothing asked of the
 * database beside that.
 */
public final class SqliteStorage implements ReplicaStorage {
    private static final int ADOPTED_CHANGES_PER_ROW = 100;
    private static final int ROWS_DELETED_AT_ONCE = 200;

    private final Path file;
    private final DirectoryLock lock;
    private final Connection connection;
    private final Durability durability;
    private final long logRetention;
    /** Used for every batch, and so kept ready. */
    private final PreparedStatement insertChanges;

    private final PreparedStatement putMeta;

    private final Images images;
    private final AtomicLong adoptions = new AtomicLong();

    private SqliteStorage(
            Path directory, DirectoryLock lock, Connection connection, Durability durability, long logRetention)
            throws SQLException, IOException {
        this.file = file(directory);
        this.lock = lock;
        this.connection = connection;
        this.durability = durability;
        this.logRetention = logRetention;
        this.insertChanges =
                connection.prepareStatement("INSERT INTO log(last_idx, certain_index, changes) VALUES(?,?,?)");
        this.putMeta = connection.prepareStatement("INSERT OR REPLACE INTO meta(name, value) VALUES(?,?)");
        Images.Written current = currentImage();
        this.images = new Images(directory, current);
        images.read(current); // What is damaged is refused now, not when a group waits for it.
        for (Path other : images.others(current)) {
            Files.delete(other); // A death left it.
        }
    }

    /**
     * Opens the store of a directory, or makes a new one there.
     *
     * @param logRetention how many changes {@link #checkpoint} leaves in the log
     * @throws StorageException if another server uses the directory, or the file there is damaged or something else's;
     *     such a file is left as it is
     */
    public static SqliteStorage open(Path directory, Durability durability, long logRetention) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StorageException(
                    "The directory %s cannot be made: %s. Name one that this user may write to (--reservation.store=DIR)."
                            .formatted(directory.toAbsolutePath(), e.getMessage()),
                    e);
        }
        DirectoryLock lock = DirectoryLock.take(directory);
        Path file = file(directory);
        try {
            Connection connection = Database.open(file, durability);
            try {
                return new SqliteStorage(directory, lock, connection, durability, logRetention);
            } catch (SQLException | IOException e) {
                throw Database.unusable(connection, file, e);
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Path file(Path directory) {
        return directory.resolve("replica.db");
    }

    private interface Work<T> {
        T run() throws SQLException, IOException;
    }

    private interface Writing {
        void run() throws SQLException, IOException;
    }

    private synchronized <T> T read(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException | IOException e) {
            throw new StorageException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** One statement, and so a transaction. */
    private synchronized void writeAtOnce(Writing work) {
        try {
            work.run();
        } catch (SQLException | IOException e) {
            throw unwritable(e);
        }
    }

    private synchronized void write(Writing work) {
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
            throw unwritable(e);
        }
    }

    /** On the disk when this returns, whatever the durability: files that it made superfluous are deleted next. */
    private synchronized void writeForced(Writing work) {
        writeAtOnce(() -> Database.set(connection, Durability.ALWAYS));
        try {
            write(work);
        } finally {
            writeAtOnce(() -> Database.set(connection, durability));
        }
    }

    private StorageException unwritable(Exception e) {
        return new StorageException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }

    @Override
    public Contents load() {
        return read(() -> {
            return new Contents(
                    images.read(currentImage()),
                    entries(meta("image_index"), Integer.MAX_VALUE),
                    LineageTable.read(connection),
                    certainIndex(),
                    LostTable.read(connection));
        });
    }

    @Override
    public void append(List<LogEntry> entries, long certainIndex) {
        writeAtOnce(() -> {
            if (entries.isEmpty()) {
                setMeta("certain_index", certainIndex);
            } else {
                insert(entries, certainIndex);
            }
        });
    }

    private void insert(List<LogEntry> entries, long certainIndex) throws SQLException {
        insertChanges.setLong(1, entries.getLast().index());
        insertChanges.setLong(2, certainIndex);
        insertChanges.setBytes(3, LogEntries.encode(entries));
        insertChanges.executeUpdate();
    }

    @Override
    public void beginEpoch(Lineage lineage) {
        write(() -> LineageTable.replace(connection, lineage));
    }

    @Override
    public void adopt(byte[] image, long index, Lineage lineage, List<LogEntry> recent, List<LostChange> lost) {
        Images.Written before = read(this::currentImage);
        writeForced(() -> {
            // Written under the lock: a checkpoint that ends now would delete it.
            Images.Written written = images.write(to -> to.write(image));
            execute("DELETE FROM log");
            setCurrentImage(written, index);
            for (int i = 0; i < recent.size(); i += ADOPTED_CHANGES_PER_ROW) {
                insert(recent.subList(i, Math.min(recent.size(), i + ADOPTED_CHANGES_PER_ROW)), 0);
            }
            setMeta("certain_index", 0);
            LineageTable.replace(connection, lineage);
            LostTable.replace(connection, lost);
            adoptions.incrementAndGet();
        });
        delete(List.of(images.file(before)));
    }

    @Override
    public long adoptions() {
        return adoptions.get();
    }

    @Override
    public void settle(Told change) {
        write(() -> LostTable.delete(connection, change));
    }

    @Override
    public long checkpoint(Image image, long index, long adoptionsBefore) {
        Images.Written written = writeImage(image);
        writeForced(() -> {
            if (adoptions.get() == adoptionsBefore) {
                setCurrentImage(written, index);
            }
        });
        delete(read(() -> images.others(currentImage())));
        dropOldChanges();
        return written.bytes();
    }

    private Images.Written writeImage(Image image) {
        try {
            return images.write(image);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Not under the lock: to delete a large file takes long, and changes wait to be stored. */
    private void delete(List<Path> superseded) {
        try {
            for (Path image : superseded) {
                Files.deleteIfExists(image);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void dropOldChanges() {
        // The last row stays in any case: it has the certain index.
        repeat(() -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM log WHERE last_idx IN (SELECT last_idx FROM log WHERE last_idx < (SELECT max(last_idx) FROM log)"
                            + " AND last_idx <= (SELECT min(m.value, (SELECT max(last_idx) FROM log) - ?) FROM meta m"
                            + " WHERE m.name='image_index') ORDER BY last_idx LIMIT " + ROWS_DELETED_AT_ONCE + ")")) {
                delete.setLong(1, logRetention);
                return delete.executeUpdate() > 0;
            }
        });
    }

    private void repeat(Work<Boolean> step) {
        var more = new AtomicBoolean(true);
        while (more.get()) {
            writeAtOnce(() -> more.set(step.run()));
        }
    }

    @Override
    public List<LogEntry> after(long index) {
        return page(index, Integer.MAX_VALUE);
    }

    @Override
    public List<LogEntry> page(long afterIndex, int countMax) {
        return read(() -> entries(afterIndex, countMax));
    }

    private List<LogEntry> entries(long afterIndex, int countMax) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT changes FROM log WHERE last_idx > ? ORDER BY last_idx")) {
            select.setLong(1, afterIndex);
            List<LogEntry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (entries.size() < countMax && rows.next()) {
                    LogEntries.decode(rows.getBytes(1)).stream()
                            .filter(entry -> entry.index() > afterIndex)
                            .limit(countMax - entries.size())
                            .forEach(entries::add);
                }
            }
            return entries;
        }
    }

    /** The greater of the one that came with the last changes and the one that came without any. */
    private long certainIndex() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT certain_index FROM log ORDER BY last_idx DESC LIMIT 1")) {
            return Math.max(meta("certain_index"), row.next() ? row.getLong(1) : 0);
        }
    }

    private long meta(String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT value FROM meta WHERE name=?")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private Images.Written currentImage() throws SQLException {
        return new Images.Written(meta("image"), meta("image_bytes"), meta("image_checksum"));
    }

    private void setCurrentImage(Images.Written image, long index) throws SQLException {
        setMeta("image", image.number());
        setMeta("image_bytes", image.bytes());
        setMeta("image_checksum", image.checksum());
        setMeta("image_index", index);
    }

    private void setMeta(String name, long value) throws SQLException {
        putMeta.setString(1, name);
        putMeta.setLong(2, value);
        putMeta.executeUpdate();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public synchronized void close() {
        try (lock) {
            connection.close();
        } catch (SQLException e) {
            throw new StorageException("%s cannot be closed: %s".formatted(file, e.getMessage()), e);
        }
    }
}
