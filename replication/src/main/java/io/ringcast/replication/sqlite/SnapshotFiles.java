package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.StorageException;
import io.ringcast.replication.log.ReplicaStorage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots, each in a file of its own beside the database. The database names the current one. So a large state is
 * written once, and not a second time for the database's journal, and writes to the database do not wait for it.
 *
 * <p>Safe for several threads.
 */
final class SnapshotFiles {
    /** How many bytes are forced to the disk at a time: other writes must not wait for a whole snapshot. */
    private static final int PART_BYTES = 256 * 1024;

    private static final Pattern NAME = Pattern.compile("image-([1-9]\\d{0,17})");

    private final Path directory;
    private final Faults faults;
    private final AtomicLong numbers = new AtomicLong();

    /** A snapshot that is on the disk. Number 0, which none has, stands for none. */
    record Written(long number, long bytes, long checksum) {
        static final Written NONE = new Written(0, 0, 0);
    }

    /** @param current a snapshot that was written before; its number is not given again */
    SnapshotFiles(Path directory, Written current, Faults faults) throws IOException {
        this.directory = directory;
        this.faults = faults;
        numbers.set(current.number());
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(file -> numbers.accumulateAndGet(number(file), Math::max));
        }
    }

    /** The number in a file's name; 0 if the file is no snapshot. */
    private static long number(Path file) {
        Matcher matcher = NAME.matcher(String.valueOf(file.getFileName()));
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    static boolean isSnapshot(Path file) {
        return number(file) != 0;
    }

    private Path file(long number) {
        return directory.resolve("image-" + number);
    }

    /** Writes a snapshot, which is on the disk when this returns. A failed attempt leaves no file. */
    Written write(ReplicaStorage.Snapshot snapshot) throws IOException {
        long number = numbers.incrementAndGet();
        Path file = file(number);
        var checksum = new CRC32C();
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DSYNC)) {
            try {
                var output = new BufferedOutputStream(
                        new CheckedOutputStream(Channels.newOutputStream(channel), checksum), PART_BYTES);
                snapshot.writeTo(output);
                output.flush();
                Directories.force(directory);
                return new Written(number, channel.position(), checksum.getValue());
            } catch (IOException | RuntimeException e) {
                try {
                    Files.delete(file);
                } catch (IOException deletion) {
                    e.addSuppressed(deletion);
                }
                throw e;
            }
        }
    }

    /**
     * The whole snapshot; null for none.
     *
     * @throws StorageException if the file is missing, or is not what was written
     */
    @Nullable
    Encoded read(Written snapshot) throws IOException {
        if (snapshot.equals(Written.NONE)) {
            return null;
        }
        Path file = file(snapshot.number());
        if (!Files.exists(file)) {
            throw faults.incomplete(
                    directory, "%s, the state as of the oldest change, is missing".formatted(file.getFileName()));
        }
        byte[] bytes = Files.readAllBytes(file);
        var checksum = new CRC32C();
        checksum.update(bytes);
        if (bytes.length != snapshot.bytes() || checksum.getValue() != snapshot.checksum()) {
            throw Faults.damaged(
                    file,
                    "it has %d bytes with checksum %d, and %d bytes with %d were written"
                            .formatted(bytes.length, checksum.getValue(), snapshot.bytes(), snapshot.checksum()),
                    null);
        }
        return Encoded.of(bytes);
    }

    /** All snapshots but this one, also one that is being written. */
    List<Path> others(Written snapshot) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> number(file) != 0 && number(file) != snapshot.number())
                    .toList();
        }
    }

    /** The file of a snapshot. */
    Path file(Written snapshot) {
        return file(snapshot.number());
    }
}
