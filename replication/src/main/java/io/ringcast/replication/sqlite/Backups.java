package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.StorageException;
import io.ringcast.replication.api.StoreSettings;
import io.ringcast.replication.log.StoredPosition;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The backups of one server: each a directory that is a complete store. A backup is opened and read as at a start before it
 * has its name, so one that has its name can be restored. Safe for several threads.
 */
public final class Backups {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String UNFINISHED = ".unfinished";

    private final Path directory;
    private final String prefix;
    private final int kept;
    private final String options;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /**
     * What was backed up.
     *
     * @param position where its history ends: all that was acknowledged before the backup is at or before it
     * @param bytes of all its files
     */
    public record StoredBackup(Path path, StoredPosition position, long bytes) {}

    /**
     * Of a server.
     *
     * @param directory where the backups are; other servers may have theirs there, too
     * @param name the server's
     * @param kept how many are kept; each new one deletes the oldest beyond
     * @param options the prefix of the service's options, such as {@code reservation}
     */
    public Backups(Path directory, String name, int kept, String options) {
        this.directory = directory;
        this.prefix = name.replaceAll("[^\\p{Alnum}_.-]", "_") + "-";
        this.kept = kept;
        this.options = options;
    }

    /**
     * Makes a backup of a store in use. Nothing waits for it.
     *
     * @throws StorageException if one is being made already, or it could not be written; the store is well
     */
    public StoredBackup make(SqliteStorage storage) {
        if (!oneAtATime.tryLock()) {
            throw new StorageException("Another backup is being made. Ask again when it is complete.");
        }
        try {
            return makeAlone(storage);
        } catch (IOException e) {
            throw new Faults(options).ofBackup(directory, e);
        } finally {
            oneAtATime.unlock();
        }
    }

    private StoredBackup makeAlone(SqliteStorage storage) throws IOException {
        Directories.create(directory);
        deleteUnfinished();
        String name = prefix + TIME.format(Instant.now());
        Path unfinished = Files.createDirectory(directory.resolve(name + UNFINISHED));
        storage.copy(unfinished);
        StoredPosition position = verify(unfinished);
        long bytes = force(unfinished);
        Path finished = directory.resolve(name);
        Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        Directories.force(directory);
        deleteOldest();
        return new StoredBackup(finished.toAbsolutePath(), position, bytes);
    }

    /** Brings the copy in order and reads all of it, as a server does at its start. */
    private StoredPosition verify(Path copy) throws IOException {
        StoredPosition position;
        try (SqliteStorage opened =
                SqliteStorage.open(new StoreSettings(copy, Durability.ALWAYS, Long.MAX_VALUE, options))) {
            position = StoredPosition.of(opened.load());
        }
        Files.delete(DirectoryLock.file(copy));
        return position;
    }

    private static long force(Path finished) throws IOException {
        long bytes = 0;
        for (Path file : list(finished, Pattern.compile(".*"))) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
                bytes += channel.size();
            }
        }
        Directories.force(finished);
        return bytes;
    }

    private void deleteUnfinished() throws IOException {
        for (Path left : list(directory, Pattern.compile(Pattern.quote(prefix) + "[\\dTZ.-]+\\.unfinished"))) {
            delete(left);
        }
    }

    private void deleteOldest() throws IOException {
        List<Path> backups = list(directory, Pattern.compile(Pattern.quote(prefix) + "[\\dTZ.-]+Z"));
        for (Path old : backups.subList(0, Math.max(0, backups.size() - kept))) {
            delete(old);
        }
    }

    /** Sorted by name, which is by age. */
    private static List<Path> list(Path directory, Pattern names) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file ->
                            names.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path backup) throws IOException {
        try (Stream<Path> files = Files.walk(backup)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
