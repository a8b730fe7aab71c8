package io.ringcast.reservation.server.storage;

import io.ringcast.reservation.server.replication.Encoded;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The table of states that were written as a whole, in parts, so that none of them is a transaction that others wait
 * for. The caller sees to it that only one thread uses the connection.
 */
final class Images {
    /** So large is a part. */
    static final int PART_BYTES = 256 * 1024;

    private static final int DELETED_AT_ONCE = 4;

    private final Connection connection;
    private final AtomicLong numbers;

    Images(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(number) FROM image")) {
            this.numbers = new AtomicLong(row.next() ? row.getLong(1) : 0);
        }
    }

    /** A number that no image has had. Any thread. */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    void insert(long number, int part, byte[] bytes) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO image(number, part, bytes) VALUES(?,?,?)")) {
            insert.setLong(1, number);
            insert.setInt(2, part);
            insert.setBytes(3, bytes);
            insert.executeUpdate();
        }
    }

    /** The whole image; null if there is none of this number. */
    @Nullable
    Encoded read(long number) throws SQLException {
        var bytes = new ByteArrayOutputStream();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT bytes FROM image WHERE number=? ORDER BY part")) {
            select.setLong(1, number);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    bytes.writeBytes(rows.getBytes(1));
                }
            }
        }
        return bytes.size() == 0 ? null : Encoded.of(bytes.toByteArray());
    }

    /** Deletes a few parts of all images but this one; returns false if there are no more. */
    boolean deleteSomeBut(long number) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM image WHERE rowid IN (SELECT rowid FROM image WHERE number<>? LIMIT ?)")) {
            delete.setLong(1, number);
            delete.setInt(2, DELETED_AT_ONCE);
            return delete.executeUpdate() > 0;
        }
    }
}
