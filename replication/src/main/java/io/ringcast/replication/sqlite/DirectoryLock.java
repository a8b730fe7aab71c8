package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second process out of a directory. The operating system releases the lock when the process ends. */
public final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    public static DirectoryLock take(Path directory, Faults faults) {
        try {
            DirectoryLock lock = tryTake(file(directory));
            if (lock == null) {
                throw new StorageException(
                        "The directory %s is in use by another server. Give each server a directory of its own (%s)."
                                .formatted(directory.toAbsolutePath(), faults.otherStore()));
            }
            return lock;
        } catch (IOException e) {
            throw faults.ofDirectory(directory, e);
        }
    }

    /** The file that is locked in a directory. */
    public static Path file(Path directory) {
        return directory.resolve("lock");
    }

    /** Locks a file; null if another server has locked it. */
    public static @Nullable DirectoryLock tryTake(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            return null;
        }
        return new DirectoryLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // Another server of this very process has it.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StorageException("The lock of the store cannot be released: " + e.getMessage(), e);
        }
    }
}
