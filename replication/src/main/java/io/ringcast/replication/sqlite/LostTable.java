package io.ringcast.replication.sqlite;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.Told;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of changes that are still to be applied again. Within the caller's transaction. */
final class LostTable {
    private LostTable() {}

    static List<LostChange> read(Connection connection) throws SQLException {
        List<LostChange> lost = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT idx, epoch, coordinator, requester, sequence, time_millis, command, outcome, lost_outcome, certain, decided_twice, kept FROM lost ORDER BY idx")) {
            while (rows.next()) {
                lost.add(new LostChange(entry(rows), rows.getBoolean(10), kept(rows)));
            }
        }
        return lost;
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
                lost == null ? null : Encoded.of(lost),
                null);
    }

    private static @Nullable Kept<Encoded> kept(ResultSet row) throws SQLException {
        byte[] outcome = row.getBytes(12);
        return row.getBoolean(11) ? new Kept<>(outcome == null ? null : Encoded.of(outcome)) : null;
    }

    static void replace(Connection connection, List<LostChange> lost) throws SQLException {
        try (Statement delete = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO lost(idx, epoch, coordinator, requester, sequence, time_millis, command, outcome, lost_outcome, told, certain, decided_twice, kept) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
            delete.execute("DELETE FROM lost");
            for (LostChange change : lost) {
                LogEntry entry = change.entry();
                Encoded lostOutcome = entry.lostOutcome();
                insert.setLong(1, entry.index());
                insert.setLong(2, entry.epoch().counter());
                insert.setString(3, entry.epoch().leader());
                insert.setString(4, entry.id().requester());
                insert.setLong(5, entry.id().sequence());
                insert.setLong(6, entry.timeMillis());
                insert.setBytes(7, entry.command().bytes());
                insert.setBytes(8, entry.outcome().bytes());
                insert.setBytes(9, lostOutcome == null ? null : lostOutcome.bytes());
                insert.setBytes(10, Told.of(entry).outcome().bytes());
                insert.setBoolean(11, change.certain());
                Kept<Encoded> kept = change.kept();
                Encoded keptOutcome = kept == null ? null : kept.outcome();
                insert.setBoolean(12, kept != null);
                insert.setBytes(13, keptOutcome == null ? null : keptOutcome.bytes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static void delete(Connection connection, Told change) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM lost WHERE requester=? AND sequence=? AND told=?")) {
            delete.setString(1, change.id().requester());
            delete.setLong(2, change.id().sequence());
            delete.setBytes(3, change.outcome().bytes());
            delete.executeUpdate();
        }
    }
}
