package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.log.EpochHistory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The epochs that a log has lived through, one in a row. Within the caller's transaction. */
final class EpochHistoryTable {
    private EpochHistoryTable() {}

    static EpochHistory read(Connection connection) throws SQLException {
        List<EpochHistory.Start> starts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT epoch, coordinator, idx, open FROM lineage ORDER BY place")) {
            while (rows.next()) {
                starts.add(new EpochHistory.Start(
                        new Epoch(rows.getLong(1), rows.getString(2)), rows.getLong(3), rows.getBoolean(4)));
            }
        }
        return new EpochHistory(starts);
    }

    static void replace(Connection connection, EpochHistory epochs) throws SQLException {
        try (Statement delete = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO lineage(place, epoch, coordinator, idx, open) VALUES(?,?,?,?,?)")) {
            delete.execute("DELETE FROM lineage");
            int place = 0;
            for (EpochHistory.Start start : epochs.starts()) {
                insert.setInt(1, place++);
                insert.setLong(2, start.epoch().counter());
                insert.setString(3, start.epoch().leader());
                insert.setLong(4, start.index());
                insert.setBoolean(5, start.open());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
