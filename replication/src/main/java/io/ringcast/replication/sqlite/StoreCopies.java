package io.ringcast.replication.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Which copy of a store is being made; one at a time. Safe for several threads. */
final class StoreCopies implements AutoCloseable {
    private final Path directory;
    /**
     * Open from the first copy on. To close it earlier would give up all locks that this process has on the file, SQLite's
     * included (sqlite.org/howtocorrupt.html §2.2).
     */
    private @Nullable FileChannel channel;

    private @Nullable StoreCopy current;

    StoreCopies(Path directory) {
        this.directory = directory;
    }

    /**
     * Until the copy is closed the database file must not be written.
     *
     * @param logBytes how much of the write-ahead log belongs to the store; 0 if the database has all of it
     * @param snapshot that the database names; null if it names none
     */
    synchronized StoreCopy begin(long logBytes, @Nullable Path snapshot) throws IOException {
        if (current != null) {
            throw new IOException("another copy is being made");
        }
        Path database = StoreFiles.database(directory);
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(database, StandardOpenOption.READ);
            channel = open;
        }
        var begun = new StoreCopy(this::end);
        current = begun;
        try {
            begun.add(database, open);
            begun.addLog(StoreFiles.wal(directory), logBytes);
            if (snapshot != null) {
                begun.add(snapshot);
            }
            return begun;
        } catch (IOException e) {
            begun.close();
            throw e;
        }
    }

    private synchronized void end() {
        current = null;
        notifyAll();
    }

    synchronized boolean isUnderWay() {
        return current != null;
    }

    /** Abandons a copy that is being made, and waits for that. */
    synchronized void abandon() {
        boolean interrupted = false;
        while (current != null) {
            current.abandon();
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** After the database. */
    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
