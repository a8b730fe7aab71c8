package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.log.LogEntries;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The log of changes; those that were stored at once share a row. Within the caller's transaction. */
final class LogTable {
    private static final int ADOPTED_CHANGES_PER_ROW = 100;
    private static final int ROWS_DELETED_AT_ONCE = 200;

    private final Connection connection;
    /** Prepared once, since every batch uses it. */
    private final PreparedStatement insert;

    LogTable(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement("INSERT INTO log(last_idx, certain_index, changes) VALUES(?,?,?)");
    }

    void insert(List<LogEntry> entries, long certainIndex) throws SQLException {
        insert.setLong(1, entries.getLast().index());
        insert.setLong(2, certainIndex);
        insert.setBytes(3, LogEntries.encode(entries));
        insert.executeUpdate();
    }

    /** Replaces all changes by these; none of them is certain. */
    void replace(List<LogEntry> entries) throws SQLException {
        try (Statement delete = connection.createStatement()) {
            delete.execute("DELETE FROM log");
        }
        for (int i = 0; i < entries.size(); i += ADOPTED_CHANGES_PER_ROW) {
            insert(entries.subList(i, Math.min(entries.size(), i + ADOPTED_CHANGES_PER_ROW)), 0);
        }
    }

    List<LogEntry> entries(long afterIndex, int countMax) throws SQLException {
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

    /** The certain index that was stored with the last changes; 0 if there are none. */
    long certainIndex() throws SQLException {
        return number("SELECT certain_index FROM log ORDER BY last_idx DESC LIMIT 1");
    }

    /** The index of the last change; 0 if there is none. */
    long lastIndex() throws SQLException {
        return number("SELECT last_idx FROM log ORDER BY last_idx DESC LIMIT 1");
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /**
     * Deletes some of the rows that neither a restart nor the audit trail needs. The last row stays in any case: it has the
     * certain index.
     *
     * @param retained so many changes stay
     * @return whether there may be more
     */
    boolean deleteSome(long retained) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM log WHERE last_idx IN (SELECT last_idx FROM log WHERE last_idx < (SELECT max(last_idx)"
                        + " FROM log) AND last_idx <= (SELECT min(m.value, (SELECT max(last_idx) FROM log) - ?) FROM meta"
                        + " m WHERE m.name='image_index') ORDER BY last_idx LIMIT " + ROWS_DELETED_AT_ONCE + ")")) {
            delete.setLong(1, retained);
            return delete.executeUpdate() > 0;
        }
    }
}
