package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteConfig;

/** A store's SQLite file: makes a new one, opens one, and brings its write-ahead log into it. */
final class Database {
    static final int APPLICATION_ID = 0x52435354; // "RCST"
    static final int SCHEMA_VERSION = 5;

    private static final long WAL_HEADER_BYTES = 32;
    private static final long FRAME_HEADER_BYTES = 24;

    /** What the older versions lack; the first is the oldest that can be used. */
    private static final int OLDEST_VERSION = 3;

    private static final List<List<String>> UPGRADES = List.of(
            List.of(
                    "ALTER TABLE lost ADD COLUMN decided_twice INTEGER NOT NULL DEFAULT 0",
                    "ALTER TABLE lost ADD COLUMN kept BLOB"),
            // A store of version 5 tells by meta.needs_wal whether it is complete without a write-ahead log.
            List.of());

    private Database() {}

    /**
     * Makes a new database, complete and on the disk before it has its name: a database without tables is never a new one, but
     * one that has lost them.
     */
    static void create(Path directory) throws IOException, SQLException {
        Path file = StoreFiles.database(directory);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        for (String suffix : List.of("", "-journal", "-wal")) {
            Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + suffix));
        }
        try (Connection connection = connect(unfinished);
                Statement statement = connection.createStatement()) {
            configure(statement, Durability.ALWAYS);
            connection.setAutoCommit(false);
            for (String command : schema()) {
                statement.execute(command);
            }
            statement.execute("PRAGMA application_id=" + APPLICATION_ID);
            statement.execute("PRAGMA user_version=" + SCHEMA_VERSION);
            connection.commit();
            connection.setAutoCommit(true);
            checkpoint(connection);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        Directories.force(directory);
    }

    private static void configure(Statement statement, Durability durability) throws SQLException {
        // First of all, so that the write-ahead log's index stays in memory and nothing else can open the file.
        statement.execute("PRAGMA locking_mode=EXCLUSIVE");
        statement.execute("PRAGMA journal_mode=WAL");
        statement.execute("PRAGMA wal_autocheckpoint=0"); // SQLite ignores the errors of its own checkpoints.
        set(statement, durability);
    }

    private static List<String> schema() {
        try (var schema = Database.class.getResourceAsStream("schema.sql")) {
            if (schema == null) {
                throw new IllegalStateException("schema.sql is missing from the program");
            }
            String sql = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(sql.split(";", -1)).stream()
                    .filter(command -> !command.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("schema.sql cannot be read", e);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        var properties = new Properties();
        // Otherwise the driver asks for the row's number after each change of a row, which nothing here needs.
        properties.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.getPragmaName(), "false");
        return DriverManager.getConnection("jdbc:sqlite:" + file, properties);
    }

    /**
     * Opens the database of a store that has one.
     *
     * @param walFound whether there was a write-ahead log; opening makes one
     * @throws StorageException if it is damaged, incomplete, another program's, or of a version that this release does not
     *     read
     */
    static Connection open(Path directory, boolean walFound, Durability durability, Faults faults) throws SQLException {
        Path file = StoreFiles.database(directory);
        Connection connection = connect(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA locking_mode=EXCLUSIVE"); // Reads first: what is not ours stays untouched.
            requireOurs(statement, directory, faults);
            long version = requireReadableVersion(statement, file, faults);
            try (ResultSet check = statement.executeQuery("PRAGMA quick_check(1)")) {
                if (check.next() && !check.getString(1).equals("ok")) {
                    throw Faults.damaged(file, check.getString(1), null);
                }
            }
            if (!walFound && MetaTable.get(connection, MetaTable.NEEDS_WAL) != 0) {
                throw faults.incomplete(
                        directory,
                        "replica.db was copied from a running server, or was in use when that server ended, and"
                                + " replica.db-wal, which holds the newest changes, is missing");
            }
            configure(statement, durability);
            upgrade(connection, version);
            return connection;
        } catch (SQLException | RuntimeException e) {
            closeAfter(e, connection, directory, walFound);
            throw e;
        }
    }

    /**
     * Closes a database as it is: SQLite then brings its write-ahead log into the database file and deletes the log.
     *
     * @param walNeeded whether the database file says that there must be such a log
     */
    static void close(Connection connection, Path directory, boolean walNeeded) throws SQLException, IOException {
        connection.close();
        if (walNeeded && !Files.exists(StoreFiles.wal(directory))) {
            Files.createFile(StoreFiles.wal(directory));
        }
    }

    /** Closes the database after a failure; an error of closing is suppressed. */
    static void closeAfter(Exception failure, Connection connection, Path directory, boolean walNeeded) {
        try {
            close(connection, directory, walNeeded);
        } catch (SQLException | IOException closing) {
            failure.addSuppressed(closing);
        }
    }

    private static void requireOurs(Statement statement, Path directory, Faults faults) throws SQLException {
        if (number(statement, "SELECT count(*) FROM sqlite_master") == 0) {
            throw faults.incomplete(
                    directory,
                    "replica.db holds no tables, and there is no replica.db-wal with them; it was copied without that"
                            + " file, or its server ended while it was making the store");
        }
        if (number(statement, "PRAGMA application_id") != APPLICATION_ID) {
            throw Faults.foreign(StoreFiles.database(directory), "it is a database of another program");
        }
    }

    private static long requireReadableVersion(Statement statement, Path file, Faults faults) throws SQLException {
        long version = number(statement, "PRAGMA user_version");
        if (version > SCHEMA_VERSION) {
            throw Faults.foreign(
                    file,
                    "its schema has version %d, from a newer release, and this one reads %d to %d. Start the release that wrote it, or a newer one"
                            .formatted(version, OLDEST_VERSION, SCHEMA_VERSION));
        }
        if (version < OLDEST_VERSION) {
            throw Faults.foreign(
                    file,
                    "its schema has version %d, and this release reads %d to %d. Start a release in between first, or name an empty directory (%s) to take the state of the group"
                            .formatted(version, OLDEST_VERSION, SCHEMA_VERSION, faults.otherStore()));
        }
        return version;
    }

    private static void upgrade(Connection connection, long version) throws SQLException {
        if (version == SCHEMA_VERSION) {
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (long from = version; from < SCHEMA_VERSION; from++) {
                for (String command : UPGRADES.get((int) (from - OLDEST_VERSION))) {
                    statement.execute(command);
                }
            }
            statement.execute("PRAGMA user_version=" + SCHEMA_VERSION);
            connection.commit();
        }
        connection.setAutoCommit(true);
    }

    /** Takes effect with the next transaction. */
    static void set(Connection connection, Durability durability) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            set(statement, durability);
        }
    }

    private static void set(Statement statement, Durability durability) throws SQLException {
        statement.execute("PRAGMA synchronous=" + (durability == Durability.ALWAYS ? "FULL" : "NORMAL"));
    }

    /** How many pages of the write-ahead log are not in the database file yet. */
    static long walPages(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
            row.next();
            return Math.max(0, row.getLong(2) - row.getLong(3));
        }
    }

    /**
     * How many bytes the write-ahead log has that count; 0 if the database has all of it. The file may be longer: SQLite begins
     * anew at its start when the database has all of it, and writes over what it has (sqlite.org/fileformat.html §4.1).
     */
    static long walBytes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
            row.next();
            long pages = row.getLong(2);
            return pages > row.getLong(3) ? WAL_HEADER_BYTES + pages * (FRAME_HEADER_BYTES + pageBytes(connection)) : 0;
        }
    }

    private static long pageBytes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return number(statement, "PRAGMA page_size");
        }
    }

    /**
     * Brings all of the write-ahead log into the database file, on the disk when this returns.
     *
     * @throws SQLException if it is not all there
     */
    static void checkpoint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
            row.next();
            if (row.getInt(1) != 0 || row.getLong(2) != row.getLong(3)) {
                throw new SQLException("a checkpoint of the write-ahead log ended after %d of %d pages"
                        .formatted(row.getLong(3), row.getLong(2)));
            }
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }
}
