package io.ringcast.replication.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Single numbers of a store, by name; 0 for one that was never stored. Within the caller's transaction. */
final class MetaTable {
    /** The certain index, if it was stored without changes. */
    static final String CERTAIN_INDEX = "certain_index";

    /** The index of the state that the snapshot holds. */
    static final String SNAPSHOT_INDEX = "image_index";

    /**
     * 1 from the opening of the store until it is closed in order, in the database file itself. While it is 1, the
     * newest changes are in the write-ahead log, and the database without that log is incomplete.
     */
    static final String NEEDS_WAL = "needs_wal";

    private MetaTable() {}

    static long get(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT value FROM meta WHERE name=?")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    static void set(Connection connection, String name, long value) throws SQLException {
        try (PreparedStatement put =
                connection.prepareStatement("INSERT OR REPLACE INTO meta(name, value) VALUES(?,?)")) {
            put.setString(1, name);
            put.setLong(2, value);
            put.executeUpdate();
        }
    }

    /** The current snapshot. */
    static SnapshotFiles.Written snapshot(Connection connection) throws SQLException {
        return new SnapshotFiles.Written(
                get(connection, "image"), get(connection, "image_bytes"), get(connection, "image_checksum"));
    }

    static void setSnapshot(Connection connection, SnapshotFiles.Written snapshot, long index) throws SQLException {
        set(connection, "image", snapshot.number());
        set(connection, "image_bytes", snapshot.bytes());
        set(connection, "image_checksum", snapshot.checksum());
        set(connection, SNAPSHOT_INDEX, index);
    }
}
