package io.ringcast.replication.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Decides when the write-ahead log is copied into the database file. SQLite would do it within a commit and ignore
 * errors; here it is done between commits, after the stored changes have been answered. For the caller's lock.
 */
final class Upkeep {
    /** 4 MB; as SQLite's own default. */
    static final int WAL_PAGES_MAX = 1_000;

    /** The log grows by a few pages a batch, so its length need not be read after each. */
    private static final int PAGES_PER_BATCH_MAX = 16;

    private static final long INTERVAL_NANOS = 500_000_000;

    private final Connection connection;
    private final int walPagesMax;
    private int batches;
    private long last = System.nanoTime();

    /** @param walPagesMax how long the write-ahead log may grow */
    Upkeep(Connection connection, int walPagesMax) {
        this.connection = connection;
        this.walPagesMax = walPagesMax;
    }

    /** Counts a batch, and says whether it is time to look. */
    boolean isDue() {
        long now = System.nanoTime();
        if (++batches < walPagesMax / PAGES_PER_BATCH_MAX && now - last < INTERVAL_NANOS) {
            return false;
        }
        batches = 0;
        last = now;
        return true;
    }

    /** Copies the log if it is long enough. */
    void emptyWriteAheadLog() throws SQLException {
        if (Database.walPages(connection) >= walPagesMax) {
            Database.checkpoint(connection);
        }
    }
}
