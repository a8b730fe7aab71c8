package io.ringcast.reservation.server.storage;

import io.ringcast.protocol.RequestId;
import io.ringcast.reservation.server.replication.Encoded;
import io.ringcast.reservation.server.replication.Epoch;
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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A replica's disk as one SQLite database: the log of changes, the last state that was written as a whole, the epochs,
 * and what is still to be applied again. The schema is in {@code schema.sql} beside this class.
 *
 * <p>Safe for several threads: each method is one transaction of the one connection, except {@link #checkpoint}, which
 * is several, so that changes can be appended in between. To append is a single statement, which is a transaction of its
 * own: no page but the log's is written, and nothing asked of the database beside that.
 */
public final class SqliteStorage implements ReplicaStorage {
    private static final int ADOPTED_CHANGES_PER_ROW = 100;
    private static final int ROWS_DELETED_AT_ONCE = 200;

    private final Path file;
    private final DirectoryLock lock;
    private final Connection connection;
    private final long logRetention;
    /** Used for every batch, and so kept ready. */
    private final PreparedStatement insertChanges;

    private final PreparedStatement putMeta;

    private final Images images;
    private final AtomicLong adoptions = new AtomicLong();

    private SqliteStorage(Path file, DirectoryLock lock, Connection connection, long logRetention) throws SQLException {
        this.file = file;
        this.lock = lock;
        this.connection = connection;
        this.logRetention = logRetention;
        this.images = new Images(connection);
        this.insertChanges =
                connection.prepareStatement("INSERT INTO log(last_idx, certain_index, changes) VALUES(?,?,?)");
        this.putMeta = connection.prepareStatement("INSERT OR REPLACE INTO meta(name, value) VALUES(?,?)");
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
        Path file = directory.resolve("replica.db");
        try {
            Connection connection = Database.open(file, durability);
            try {
                return new SqliteStorage(file, lock, connection, logRetention);
            } catch (SQLException e) {
                throw Database.unusable(connection, file, e);
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private interface Writing {
        void run() throws SQLException;
    }

    private synchronized <T> T read(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new StorageException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** One statement, and so a transaction. */
    private synchronized void writeAtOnce(Writing work) {
        try {
            work.run();
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    private synchronized void write(Writing work) {
        try {
            connection.setAutoCommit(false);
            work.run();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            try {
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException rollback) {
                e.addSuppressed(rollback);
            }
            throw unwritable(e);
        }
    }

    private StorageException unwritable(SQLException e) {
        return new StorageException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }

    @Override
    public Contents load() {
        return read(() -> {
            Encoded image = images.read(meta("image"));
            long imageIndex = image == null ? 0 : meta("image_index");
            return new Contents(
                    image,
                    entries(imageIndex, Integer.MAX_VALUE),
                    LineageTable.read(connection),
                    certainIndex(),
                    lost());
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

    private static void bind(PreparedStatement insert, LogEntry entry) throws SQLException {
        int i = 1;
        insert.setLong(i++, entry.index());
        insert.setLong(i++, entry.epoch().counter());
        insert.setString(i++, entry.epoch().coordinator());
        insert.setString(i++, entry.id().requester());
        insert.setLong(i++, entry.id().sequence());
        insert.setLong(i++, entry.timeMillis());
        insert.setBytes(i++, entry.command().bytes());
        insert.setBytes(i++, entry.outcome().bytes());
        Encoded lost = entry.lostOutcome();
        insert.setBytes(i, lost == null ? null : lost.bytes());
    }

    @Override
    public void beginEpoch(Lineage lineage) {
        write(() -> LineageTable.replace(connection, lineage));
    }

    @Override
    public void adopt(byte[] image, long index, Lineage lineage, List<LogEntry> recent, List<LostChange> lost) {
        write(() -> {
            execute("DELETE FROM image");
            execute("DELETE FROM log");
            execute("DELETE FROM lost");
            long number = images.nextNumber();
            for (int from = 0; from < image.length; from += Images.PART_BYTES) {
                int to = Math.min(image.length, from + Images.PART_BYTES);
                images.insert(number, from / Images.PART_BYTES, Arrays.copyOfRange(image, from, to));
            }
            setMeta("image", number);
            for (int i = 0; i < recent.size(); i += ADOPTED_CHANGES_PER_ROW) {
                insert(recent.subList(i, Math.min(recent.size(), i + ADOPTED_CHANGES_PER_ROW)), 0);
            }
            setMeta("image_index", index);
            setMeta("certain_index", 0);
            LineageTable.replace(connection, lineage);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO lost(idx, epoch, coordinator, requester, sequence, time_millis, command, outcome, lost_outcome, told, certain) VALUES(?,?,?,?,?,?,?,?,?,?,?)")) {
                for (LostChange change : lost) {
                    bind(insert, change.entry());
                    insert.setBytes(10, change.entry().told().outcome().bytes());
                    insert.setBoolean(11, change.certain());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            adoptions.incrementAndGet();
        });
    }

    @Override
    public long adoptions() {
        return adoptions.get();
    }

    @Override
    public void settle(Told change) {
        write(() -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM lost WHERE requester=? AND sequence=? AND told=?")) {
                delete.setString(1, change.id().requester());
                delete.setLong(2, change.id().sequence());
                delete.setBytes(3, change.outcome().bytes());
                delete.executeUpdate();
            }
        });
    }

    @Override
    public long checkpoint(Image image, long index, long adoptionsBefore) {
        deleteOtherImages(); // What a death or a failure left.
        long number = images.nextNumber();
        long bytes = writeParts(number, image);
        write(() -> {
            if (adoptions.get() == adoptionsBefore) {
                setMeta("image", number);
                setMeta("image_index", index);
            }
        });
        deleteOtherImages();
        dropOldChanges();
        return bytes;
    }

    private long writeParts(long number, Image image) {
        var part = new AtomicInteger();
        return PartsOutput.write(
                Images.PART_BYTES,
                bytes -> writeAtOnce(() -> images.insert(number, part.getAndIncrement(), bytes)),
                image);
    }

    /** A few parts in a transaction: to delete a large image takes long, and changes wait to be stored. */
    private void deleteOtherImages() {
        repeat(() -> images.deleteSomeBut(meta("image")));
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

    private static LogEntry entry(ResultSet row) throws SQLException {
        byte[] lost = row.getBytes(9);
        return new LogEntry(
                row.getLong(1),
                new Epoch(row.getLong(2), row.getString(3)),
                new RequestId(row.getString(4), row.getLong(5)),
                row.getLong(6),
                Encoded.of(row.getBytes(7)),
                Encoded.of(row.getBytes(8)),
                lost == null ? null : Encoded.of(lost));
    }

    private List<LostChange> lost() throws SQLException {
        List<LostChange> lost = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT idx, epoch, coordinator, requester, sequence, time_millis, command, outcome, lost_outcome, certain FROM lost ORDER BY idx")) {
            while (rows.next()) {
                lost.add(new LostChange(entry(rows), rows.getBoolean(10)));
            }
        }
        return lost;
    }

    private long meta(String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT value FROM meta WHERE name=?")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
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
