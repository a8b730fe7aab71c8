package io.ringcast.replication.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Directories whose entries survive a loss of power: a new file, a new directory and a new name are only durable when the
 * directory that lists them was forced to the disk, too (fsync(2)).
 */
public final class Directories {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private Directories() {}

    /** Creates a directory and its missing parents; the new entries are on the disk when this returns. */
    public static void create(Path directory) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (@Nullable Path each = directory.toAbsolutePath(); each != null && !Files.exists(each); ) {
            missing.push(each);
            each = each.getParent();
        }
        Files.createDirectories(directory);
        for (Path created : missing) {
            Path parent = created.getParent();
            if (parent != null) {
                force(parent);
            }
        }
    }

    /** Forces the entries of a directory to the disk. Windows does this by itself and offers no call for it. */
    static void force(Path directory) throws IOException {
        if (!WINDOWS) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
