package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.Encoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * A disk that keeps only what was forced: a loss of power drops any part of what was written since, and any names that were
 * given, changed or deleted since their directory was forced. It promises what POSIX does and no more; real file systems
 * keep more.
 */
final class DiskModel {
    /** What a disk writes as a whole. */
    private static final int SECTOR_BYTES = 512;

    /** All names at this moment, by path; and those that survive a loss of power. */
    private final Map<String, Node> names = new TreeMap<>();

    private final Map<String, Node> durableNames = new TreeMap<>();
    private final Map<String, List<Naming>> pendingNames = new HashMap<>();

    /** Which part of what was not forced survives. */
    enum Survivors {
        NOTHING,
        NAMES,
        BYTES,
        EVERYTHING,
        ANY
    }

    private interface Naming {
        void applyTo(Map<String, Node> target);
    }

    /** At an offset; of no bytes: to this length. */
    private record Change(long offset, Encoded content) {
        Change(long offset, byte[] bytes) {
            this(offset, Encoded.of(bytes));
        }

        byte[] bytes() {
            return content.bytes();
        }
    }

    /** A file or a directory. */
    private static final class Node {
        private final boolean directory;
        private byte[] durable = {};
        private final List<Change> pending = new ArrayList<>();

        Node(boolean directory) {
            this.directory = directory;
        }

        void force() {
            for (Change change : pending) {
                durable = changed(durable, change);
            }
            pending.clear();
        }

        byte[] after(BooleanSupplier survives) {
            byte[] content = durable;
            for (Change change : pending) {
                if (survives.getAsBoolean()) {
                    content = changed(content, change);
                }
            }
            return content;
        }

        private static byte[] changed(byte[] content, Change change) {
            if (change.bytes().length == 0) {
                return Arrays.copyOf(content, (int) change.offset()); // To this length.
            }
            int end = (int) change.offset() + change.bytes().length;
            byte[] result = Arrays.copyOf(content, Math.max(content.length, end));
            System.arraycopy(change.bytes(), 0, result, (int) change.offset(), change.bytes().length);
            return result;
        }
    }

    void apply(DiskEvent event) {
        switch (event) {
            case DiskEvent.Created e -> {
                if (!names.containsKey(e.path())) {
                    name(e.path(), new Node(false));
                }
            }
            case DiskEvent.DirectoryCreated e -> name(e.path(), new Node(true));
            case DiskEvent.Written e -> {
                byte[] bytes = e.bytes().bytes();
                for (int from = 0; from < bytes.length; ) {
                    long at = e.offset() + from;
                    int to = (int) Math.min(bytes.length, from + SECTOR_BYTES - at % SECTOR_BYTES);
                    node(e.path()).pending.add(new Change(at, Arrays.copyOfRange(bytes, from, to)));
                    from = to;
                }
            }
            case DiskEvent.Truncated e -> node(e.path()).pending.add(new Change(e.length(), new byte[0]));
            case DiskEvent.Renamed e -> {
                Node node = node(e.from());
                change(e.to(), target -> {
                    target.remove(e.from());
                    target.put(e.to(), node);
                });
            }
            case DiskEvent.Deleted e -> change(e.path(), target -> target.remove(e.path()));
            case DiskEvent.Forced e -> force(e);
            case DiskEvent.Said e -> {}
        }
    }

    private void force(DiskEvent.Forced forced) {
        if (forced.directory()) {
            List<Naming> pending = pendingNames.remove(forced.path());
            if (pending != null) {
                pending.forEach(naming -> naming.applyTo(durableNames));
            }
        } else {
            node(forced.path()).force();
        }
    }

    private Node node(String path) {
        Node node = names.get(path);
        if (node == null) {
            throw new IllegalStateException("no file " + path + " among " + names.keySet());
        }
        return node;
    }

    private void name(String path, Node node) {
        change(path, target -> target.put(path, node));
    }

    private void change(String path, Naming naming) {
        naming.applyTo(names);
        pendingNames
                .computeIfAbsent(parent(path), directory -> new ArrayList<>())
                .add(naming);
    }

    private static String parent(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    /** What is on the disk after a loss of power at this moment, by path; null as content stands for a directory. */
    Map<String, byte[]> afterLossOfPower(Survivors survivors, Random random) {
        BooleanSupplier namesSurvive = survives(survivors, Survivors.NAMES, random);
        BooleanSupplier bytesSurvive = survives(survivors, Survivors.BYTES, random);
        Map<String, Node> left = new TreeMap<>(durableNames);
        pendingNames
                .values()
                .forEach(namings -> namings.stream()
                        .filter(naming -> namesSurvive.getAsBoolean())
                        .forEach(naming -> naming.applyTo(left)));
        Map<String, byte[]> files = new TreeMap<>();
        left.forEach((path, node) -> {
            if (!node.directory && isReachable(path, left)) {
                files.put(path, node.after(bytesSurvive));
            }
        });
        return files;
    }

    private static BooleanSupplier survives(Survivors survivors, Survivors these, Random random) {
        return () -> survivors == these
                || survivors == Survivors.EVERYTHING
                || (survivors == Survivors.ANY && random.nextBoolean());
    }

    private static boolean isReachable(String path, Map<String, Node> left) {
        for (String at = parent(path); !at.isEmpty(); at = parent(at)) {
            if (!left.containsKey(at)) {
                return false;
            }
        }
        return true;
    }

    /** Writes such files into a directory. */
    static void write(Map<String, byte[]> files, Path directory) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }
}
