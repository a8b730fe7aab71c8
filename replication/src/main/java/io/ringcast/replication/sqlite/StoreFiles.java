package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.StorageException;
import io.ringcast.replication.log.FatalStorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a store: which must be there, and whether they are still those that were opened. */
public final class StoreFiles {
    /** In the first bytes of a database: a text, and at this offset the program's number (sqlite.org/fileformat.html §1.3). */
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private static final int APPLICATION_ID_AT = 68;

    private final Path directory;
    private final Faults faults;

    StoreFiles(Path directory, Faults faults) {
        this.directory = directory;
        this.faults = faults;
    }

    public static Path database(Path directory) {
        return directory.resolve("replica.db");
    }

    public static Path wal(Path directory) {
        return directory.resolve("replica.db-wal");
    }

    /**
     * Checks the files before SQLite opens them: it would take a missing or empty database for a new one, and delete a
     * write-ahead log without a database.
     *
     * @return whether there is a database; if not, the directory holds no other part of a store either
     * @throws StorageException if a part is missing, or the database is another program's
     */
    boolean holdsDatabase() throws IOException {
        Path database = database(directory);
        List<Path> others = partsBesideDatabase();
        if (!Files.exists(database)) {
            if (!others.isEmpty()) {
                throw faults.incomplete(
                        directory,
                        "replica.db is missing beside %s"
                                .formatted(others.getFirst().getFileName()));
            }
            return false;
        }
        byte[] header = header(database);
        if (header.length == 0) {
            throw faults.incomplete(directory, "replica.db is empty");
        }
        if (header.length < APPLICATION_ID_AT + Integer.BYTES
                || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw Faults.foreign(database, "it is not a database");
        }
        int application = ByteBuffer.wrap(header).getInt(APPLICATION_ID_AT);
        if (application != 0 && application != Database.APPLICATION_ID) {
            throw Faults.foreign(database, "it is a database of another program");
        }
        return true;
    }

    private static byte[] header(Path database) throws IOException {
        try (InputStream stream = Files.newInputStream(database)) {
            return stream.readNBytes(APPLICATION_ID_AT + Integer.BYTES);
        }
    }

    private List<Path> partsBesideDatabase() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> SnapshotFiles.isSnapshot(file) || file.equals(wal(directory)))
                    .sorted()
                    .toList();
        }
    }

    /** Which files are open, so that it can be told whether these names still lead to them. */
    Opened opened() throws IOException {
        List<Identity> identities = new ArrayList<>();
        for (Path file : List.of(directory, database(directory), wal(directory))) {
            identities.add(new Identity(file, key(file, Files.readAttributes(file, BasicFileAttributes.class))));
        }
        return new Opened(identities);
    }

    /** The identity of a file: device and inode. On a file system without such a key, the file only has to exist. */
    private static Object key(Path file, BasicFileAttributes attributes) {
        @Nullable Object key = attributes.fileKey();
        return Objects.requireNonNullElse(key, file);
    }

    private record Identity(Path file, Object key) {}

    /** The files as they were when the store was opened. For the caller's lock. */
    static final class Opened {
        /** Longer than the resolution of file times in file systems. */
        private static final long SETTLED_MILLIS = 100;

        private final List<Identity> identities;
        private long directoryChangedMillis = Long.MIN_VALUE;

        private Opened(List<Identity> identities) {
            this.identities = identities;
        }

        /**
         * Called before every acknowledgement. Looks only at the directory, which changes when an entry is removed or
         * replaced: reading the attributes of a file would make the next fsync of it more expensive, since Linux then
         * updates the time in its inode with each write.
         *
         * @throws FatalStorageException if one of the files was removed or replaced: what is written to it is lost
         */
        void check() {
            Identity directory = identities.getFirst();
            long changed = check(directory);
            boolean settled = System.currentTimeMillis() - changed >= SETTLED_MILLIS;
            if (changed != directoryChangedMillis || !settled) {
                checkAll();
                directoryChangedMillis = changed;
            }
        }

        /** The same, certain at once. */
        void checkAll() {
            identities.forEach(Opened::check);
        }

        private static long check(Identity identity) {
            return check(identity.file(), identity.key());
        }

        /** When the file was changed. */
        private static long check(Path file, Object key) {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                if (!key(file, attributes).equals(key)) {
                    throw new FatalStorageException(
                            "%s was replaced while this server ran. What it acknowledged since may be lost with the old file; other servers of the group have it. Start the server again to use what is there now."
                                    .formatted(file.toAbsolutePath()));
                }
                return attributes.lastModifiedTime().toMillis();
            } catch (IOException e) {
                throw new FatalStorageException(
                        "%s was removed while this server ran (%s). What only this server had acknowledged is lost with it; other servers of the group have the rest. Put back a backup, or start the server again with an empty store."
                                .formatted(file.toAbsolutePath(), e.getMessage()),
                        e);
            }
        }
    }
}
