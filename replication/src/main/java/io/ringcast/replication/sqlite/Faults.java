package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.StorageException;
import io.ringcast.replication.log.FatalStorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Describes what is wrong with a store, in sentences: the problem, whether anything was changed, and the next step.
 * Only a damaged store should be moved away; where the machine is at fault, the message says so and leaves the data
 * alone.
 */
public final class Faults {
    private static final int PRIMARY_CODE = 0xff;
    private static final String UNTOUCHED = " No data was changed.";
    private static final String NO_SPACE = "No space left on device";
    private static final String QUOTA = "Disk quota exceeded";
    private static final String READ_ONLY = "Read-only file system";

    private final String options;

    /** @param options the prefix of the service's options, such as {@code reservation} */
    public Faults(String options) {
        this.options = options;
    }

    /** A directory, or a file in it, that cannot be used for a reason outside the store. */
    public StorageException ofDirectory(Path directory, IOException e) {
        return new StorageException(
                "The store %s cannot be used: %s.%s %s"
                        .formatted(directory.toAbsolutePath(), reason(e), UNTOUCHED, nextStep(directory, e)),
                e);
    }

    /** A backup that could not be made. */
    StorageException ofBackup(Path directory, IOException e) {
        return new StorageException(
                "No backup was made in %s: %s. The store is not affected. Choose another directory with --%s.backup.directory=DIR, or free some space there."
                        .formatted(directory.toAbsolutePath(), reason(e), options),
                e);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "this process, which runs as %s, may not read and write %s"
                    .formatted(System.getProperty("user.name"), denied.getFile());
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason() + " (" + file.getFile() + ")";
        }
        return String.valueOf(e.getMessage());
    }

    private String nextStep(Path directory, IOException e) {
        String text = String.valueOf(e.getMessage());
        if (e instanceof AccessDeniedException) {
            return "Give the directory%s to that user (chown), or name another one (%s)."
                    .formatted(owner(directory), otherStore());
        }
        if (isFull(text)) {
            return "Free some space on its file system and start the server again.";
        }
        if (text.contains(READ_ONLY)) {
            return "Mount its file system for writing, or name another directory (%s).".formatted(otherStore());
        }
        return "Name a directory that this user may write to (%s).".formatted(otherStore());
    }

    /** The option that names another store. */
    public String otherStore() {
        return "--" + options + ".store=DIR";
    }

    private static String owner(Path directory) {
        try {
            return ", which belongs to " + Files.getOwner(directory).getName() + ",";
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static boolean isFull(String message) {
        return message.contains(NO_SPACE) || message.contains(QUOTA);
    }

    /** A store that lacks a part. */
    StorageException incomplete(Path directory, String what) {
        return new StorageException(
                ("The store %s is incomplete: %s.%s Put back the whole directory, from a backup (POST /api/backup) or"
                                + " copied while its server was stopped. To start with an empty store, which takes the state of"
                                + " the group, name an empty directory (%s).")
                        .formatted(directory.toAbsolutePath(), what, UNTOUCHED, otherStore()));
    }

    /** A store that this program must not write. */
    static StorageException foreign(Path file, String what) {
        return new StorageException(
                "%s is not a store that this release can use: %s.%s".formatted(file.toAbsolutePath(), what, UNTOUCHED));
    }

    /** A store whose bytes are not what was written. */
    static StorageException damaged(Path file, String what, @Nullable Throwable cause) {
        return new StorageException(
                "%s is damaged: %s.%s Move the directory away to start with an empty store, which takes the state of the group, or put back a backup."
                        .formatted(file.toAbsolutePath(), what, UNTOUCHED),
                cause);
    }

    /** A database that could not be opened. */
    static StorageException unopened(Path file, SQLException e) {
        return switch (primaryCode(e)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_ERROR -> damaged(file, String.valueOf(e.getMessage()), e);
            case SQLITE_FULL -> environment(file, e, "Free some space on its file system and start the server again.");
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                environment(
                        file,
                        e,
                        "Make the directory and all files in it writable for the user of this process, %s."
                                .formatted(System.getProperty("user.name")));
            case SQLITE_BUSY, SQLITE_LOCKED ->
                environment(file, e, "End the other program that has the database open, such as an SQLite shell.");
            default -> environment(file, e, "Check the disk (its file system's errors are in the kernel's log).");
        };
    }

    private static StorageException environment(Path file, SQLException e, String nextStep) {
        return new StorageException(
                "%s cannot be used: %s.%s %s".formatted(file.toAbsolutePath(), e.getMessage(), UNTOUCHED, nextStep), e);
    }

    /**
     * A write that failed while the store was in use. A full disk is detected before anything is written, and the write
     * can be tried again. After any other error the content of the disk is unknown: the page cache may show data that
     * the disk has lost.
     */
    static RuntimeException unwritten(Path file, Exception e) {
        boolean full = e instanceof SQLException sql
                ? primaryCode(sql) == SQLiteErrorCode.SQLITE_FULL
                : isFull(String.valueOf(e.getMessage()));
        String text = "%s cannot be written: %s".formatted(file.toAbsolutePath(), e.getMessage());
        return full ? new StorageException(text, e) : new FatalStorageException(text, e);
    }

    /** A read that failed while the store was in use. */
    static FatalStorageException unread(Path file, Exception e) {
        return new FatalStorageException("%s cannot be read: %s".formatted(file.toAbsolutePath(), e.getMessage()), e);
    }

    private static SQLiteErrorCode primaryCode(SQLException e) {
        return e instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY_CODE)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
