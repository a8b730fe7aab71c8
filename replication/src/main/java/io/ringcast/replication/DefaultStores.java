package io.ringcast.replication;

import io.ringcast.replication.api.StorageException;
import io.ringcast.replication.sqlite.Directories;
import io.ringcast.replication.sqlite.DirectoryLock;
import io.ringcast.replication.sqlite.Faults;
import io.ringcast.replication.sqlite.StoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores of servers that were started without a name, so that a server that is started again finds its own:
 * {@code ROOT/GROUP-PORT/NAME}. A server without a name takes the store that was written last among those that no other
 * server has, and its name. Stores right below the root ({@code ROOT/NAME}) belong to servers with a name
 * ({@code --ringcast.name}), or are of release 0.1.0; they do not say of which group they are, and are never taken.
 */
public final class DefaultStores {
    private static final Logger log = LoggerFactory.getLogger(DefaultStores.class);
    private static final String CLAIM_SUFFIX = ".lock";
    private static final String NAME_FILE = "name";

    private final Path root;
    private final Path ofGroup;
    private final Faults faults;

    /**
     * For the servers of one group in one directory.
     *
     * @param options the prefix of the service's options, such as {@code reservation}
     */
    public DefaultStores(Path root, String group, int port, String options) {
        this.faults = new Faults(options);
        this.root = root;
        this.ofGroup = root.resolve(group + "-" + port);
    }

    /**
     * A store that this process may use. No other server without a name takes it until this process ends, or closes it.
     *
     * @param name of the server
     */
    public record Claimed(String name, Path directory, AutoCloseable claim) {}

    /** The store of a server with a name. */
    public Path named(String name) {
        Path direct = root.resolve(name);
        Path own = ofGroup.resolve(name);
        return Files.exists(own) && !Files.exists(direct) ? own : direct;
    }

    /**
     * The store of a server without a name.
     *
     * @param newName makes a name for a new store
     * @throws StorageException if there are stores of which it cannot be told whether one of them is meant, or the
     *     directory cannot be used
     */
    public Claimed choose(Supplier<String> newName) {
        try {
            List<Path> stores = newestFirst(ofGroup);
            for (Path store : stores) {
                DirectoryLock claim = claim(store);
                if (claim != null) {
                    log.info("goes on with the store {}", store);
                    return new Claimed(name(store), store, claim);
                }
                log.info("the store {} is in use by another server", store);
            }
            if (stores.isEmpty()) {
                refuseToPassOver(unused(newestFirst(root)));
            }
            return create(newName);
        } catch (IOException e) {
            throw faults.ofDirectory(ofGroup, e);
        }
    }

    /**
     * The name of the server that has a store in a directory which the user named: kept in a file there.
     *
     * @throws StorageException if the directory cannot be used
     */
    public static String nameIn(Path store, Supplier<String> newName, String options) {
        Path file = store.resolve(NAME_FILE);
        try {
            Directories.create(store);
            if (!Files.exists(file)) {
                Files.writeString(file, newName.get() + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Faults(options).ofDirectory(store, e);
        }
    }

    private Claimed create(Supplier<String> newName) throws IOException {
        Directories.create(ofGroup);
        Path store = ofGroup.resolve(newName.get());
        DirectoryLock claim = claim(store);
        if (claim == null) {
            throw new StorageException("The new store %s is already in use. Start again.".formatted(store));
        }
        log.info("begins with a new store, {}", store);
        return new Claimed(name(store), store, claim);
    }

    private void refuseToPassOver(List<Path> unused) throws IOException {
        if (unused.isEmpty()) {
            return;
        }
        List<String> told = new ArrayList<>();
        for (Path store : unused) {
            told.add("%s (last written %s)".formatted(name(store), lastWritten(store)));
        }
        throw new StorageException(
                "%s holds stores that no server uses and that do not say of which group they are: %s. To go on with one of them, start with its name (--ringcast.name=%s). To begin with an empty store, give a new name, or another directory (%s)."
                        .formatted(
                                root.toAbsolutePath(),
                                String.join(", ", told),
                                name(unused.getFirst()),
                                faults.otherStore()));
    }

    private static List<Path> newestFirst(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> stores;
        try (Stream<Path> entries = Files.list(directory)) {
            stores = entries.filter(Files::isDirectory)
                    .filter(store -> Files.exists(StoreFiles.database(store)))
                    .sorted()
                    .toList();
        }
        List<Written> written = new ArrayList<>();
        for (Path store : stores) {
            written.add(new Written(store, lastWritten(store)));
        }
        return written.stream()
                .sorted(Comparator.comparing(Written::at).reversed())
                .map(Written::store)
                .toList();
    }

    private record Written(Path store, FileTime at) {}

    private static FileTime lastWritten(Path store) throws IOException {
        FileTime database = Files.getLastModifiedTime(StoreFiles.database(store));
        Path wal = StoreFiles.wal(store);
        FileTime log = Files.exists(wal) ? Files.getLastModifiedTime(wal) : database;
        return log.compareTo(database) > 0 ? log : database;
    }

    private static List<Path> unused(List<Path> stores) throws IOException {
        List<Path> unused = new ArrayList<>();
        for (Path store : stores) {
            if (!isOpen(store)) {
                unused.add(store);
            }
        }
        return unused;
    }

    /** Locks a file beside the store. The lock in the store cannot serve: it is released while a server opens it again. */
    private static @Nullable DirectoryLock claim(Path store) throws IOException {
        DirectoryLock claim = DirectoryLock.tryTake(store.resolveSibling(name(store) + CLAIM_SUFFIX));
        if (claim != null && Files.exists(store) && isOpen(store)) {
            claim.close(); // A server has it that was started with this name or directory.
            return null;
        }
        return claim;
    }

    private static boolean isOpen(Path store) throws IOException {
        DirectoryLock lock = DirectoryLock.tryTake(DirectoryLock.file(store));
        if (lock == null) {
            return true;
        }
        lock.close();
        return false;
    }

    private static String name(Path store) {
        return String.valueOf(store.getFileName());
    }
}
