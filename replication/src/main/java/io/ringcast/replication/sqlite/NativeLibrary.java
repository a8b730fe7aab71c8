package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Loads SQLite, which is native code. The driver would unpack it into the directory for temporary files under a new
 * name at each start: a killed process leaves a megabyte there, and many systems mount that directory {@code noexec}.
 * So the library is unpacked into the store, once for each version, and loaded from there. If the store is on a file
 * system that does not allow this, the driver loads it in its own way.
 */
final class NativeLibrary {
    private static final String PATH_PROPERTY = "org.sqlite.lib.path";
    private static final String NAME_PROPERTY = "org.sqlite.lib.name";
    private static final String TEMPORARY_PROPERTY = "org.sqlite.tmpdir";
    private static final Pattern UNPACKED = Pattern.compile("sqlite-[\\d.]+-.*(?:sqlitejdbc)\\.\\w+(?:\\.new)?");

    private NativeLibrary() {}

    /**
     * Loads it, unless this process has done so before.
     *
     * @throws StorageException if no directory allows it; it says what is missing and names no data
     */
    static synchronized void load(Path store, Faults faults) {
        if (System.getProperty(PATH_PROPERTY) == null && System.getProperty(TEMPORARY_PROPERTY) == null) {
            try {
                Path library = unpack(store);
                System.setProperty(PATH_PROPERTY, store.toAbsolutePath().toString());
                System.setProperty(NAME_PROPERTY, String.valueOf(library.getFileName()));
            } catch (IOException e) {
                throw faults.ofDirectory(store, e);
            }
        }
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) {
            throw new StorageException(
                    ("The SQLite library cannot be loaded (%s). The file systems of %s and of %s probably do not allow"
                                    + " programs to run (mount option noexec). Name a directory that does: java"
                                    + " -Dorg.sqlite.tmpdir=DIR. The store was not opened.")
                            .formatted(
                                    e.getMessage(),
                                    store.toAbsolutePath(),
                                    System.getProperty(TEMPORARY_PROPERTY, System.getProperty("java.io.tmpdir"))),
                    e);
        }
    }

    /** A file with exactly the driver's bytes; files of other versions are deleted. */
    private static Path unpack(Path store) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        Path library = store.resolve(
                "sqlite-%s-%s-%s".formatted(SQLiteJDBCLoader.getVersion(), System.getProperty("os.arch"), name));
        byte[] bytes = bundled(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
        for (Path other : unpackedIn(store)) {
            if (!other.equals(library)) {
                Files.delete(other);
            }
        }
        if (!Files.exists(library) || !Arrays.equals(Files.readAllBytes(library), bytes)) {
            Path fresh = library.resolveSibling(library.getFileName() + ".new");
            Files.write(fresh, bytes);
            Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
        }
        return library;
    }

    private static byte[] bundled(String resource) throws IOException {
        try (InputStream stream = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("the driver has no library for this platform: " + resource);
            }
            return stream.readAllBytes();
        }
    }

    private static List<Path> unpackedIn(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(file ->
                            UNPACKED.matcher(String.valueOf(file.getFileName())).matches())
                    .toList();
        }
    }
}
