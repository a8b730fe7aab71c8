package io.ringcast.reservation.server.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** Opens a store's SQLite file: makes it if it is not there, and refuses, untouched, what is damaged or not ours. */
final class Database {
    private static final int APPLICATION_ID = 0x52435354; // "RCST"
    private static final int SCHEMA_VERSION = 4;

    /** A store of this version lacks nothing but these columns. */
    private static final int OLDER_VERSION = 3;

    private static final List<String> FROM_OLDER_VERSION = List.of(
            "ALTER TABLE lost ADD COLUMN decided_twice INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE lost ADD COLUMN kept BLOB",
            "PRAGMA user_version=" + SCHEMA_VERSION);

    private Database() {}

    /**
     * Opens a file.
     *
     * @throws StorageException if it is damaged, another program's, or of another version
     */
    static Connection open(Path file, Durability durability) {
        Connection connection = null;
        try {
            var properties = new Properties();
            // Or the driver asks for the row's number after every single change of a row, which nobody here wants to
            // know.
            properties.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.getPragmaName(), "false");
            connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
            prepare(connection, durability);
            return connection;
        } catch (SQLException e) {
            throw unusable(connection, file, e);
        }
    }

    /** Closes the connection, if there is one, and says why the file cannot be used. */
    static StorageException unusable(@Nullable Connection connection, Path file, Exception e) {
        var unusable = new StorageException(
                "%s cannot be used as the store of a server: %s. It was left as it is; move it away to start with an empty store, which takes the state of the group."
                        .formatted(file.toAbsolutePath(), reason(e)),
                e);
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException closing) {
            unusable.addSuppressed(closing);
        }
        return unusable;
    }

    /** The driver hides some reasons, such as a library that cannot be loaded, in the cause. */
    private static String reason(Exception e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + cause.getMessage() + ")";
    }

    private static void prepare(Connection connection, Durability durability) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Read-only looks first: what is not ours stays untouched.
            boolean empty = number(statement, "SELECT count(*) FROM sqlite_master") == 0;
            long id = number(statement, "PRAGMA application_id");
            if (!empty && id != APPLICATION_ID) {
                throw new SQLException("it is a database of another program");
            }
            long version = number(statement, "PRAGMA user_version");
            if (!empty && version != SCHEMA_VERSION && version != OLDER_VERSION) {
                throw new SQLException("its schema has version %d, and this program writes version %d"
                        .formatted(version, SCHEMA_VERSION));
            }
            try (ResultSet check = statement.executeQuery("PRAGMA quick_check(1)")) {
                if (check.next() && !check.getString(1).equals("ok")) {
                    throw new SQLException("it is damaged (" + check.getString(1) + ")");
                }
            }
            statement.execute("PRAGMA locking_mode=EXCLUSIVE");
            statement.execute("PRAGMA journal_mode=WAL");
            set(statement, durability);
            statement.execute("PRAGMA wal_autocheckpoint=1000");
            connection.setAutoCommit(false);
            if (empty) {
                create(statement);
            } else if (version == OLDER_VERSION) {
                for (String command : FROM_OLDER_VERSION) {
                    statement.execute(command);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    /** From the next transaction on. */
    static void set(Connection connection, Durability durability) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            set(statement, durability);
        }
    }

    private static void set(Statement statement, Durability durability) throws SQLException {
        statement.execute("PRAGMA synchronous=" + (durability == Durability.ALWAYS ? "FULL" : "NORMAL"));
    }

    private static void create(Statement statement) throws SQLException {
        try (var schema = Database.class.getResourceAsStream("schema.sql")) {
            if (schema == null) {
                throw new IllegalStateException("schema.sql is missing from the program");
            }
            String sql = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
            for (String command : sql.split(";", -1)) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("schema.sql cannot be read", e);
        }
        statement.execute("PRAGMA application_id=" + APPLICATION_ID);
        statement.execute("PRAGMA user_version=" + SCHEMA_VERSION);
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }
}
