package io.ringcast.benchmarks;

import io.ringcast.benchmarks.process.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a run keeps what it makes: {@code .ringcast/bench}, emptied when the next one begins. */
final class Workspace {
    /**
     * One virtual machine for all servers that are Java, ours, others and the echo: with both compilers, small headers and
     * large pages (where it knows them), and room for what a run reserves. (The launcher's demonstrations run on the first
     * compiler only, to start faster.)
     */
    static final List<String> SERVER_JVM = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseTransparentHugePages",
            "-Xms1g",
            "-Xmx1g");

    private final Path root;
    private int folders;

    private Workspace(Path root) {
        this.root = root;
    }

    static Workspace emptied() {
        Path root = Installation.root().resolve(".ringcast").resolve("bench");
        try {
            delete(root);
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Workspace(root);
    }

    /** A new folder. */
    Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(++folders + "-" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path results() {
        return root.resolve("results.json");
    }

    /** Deletes a folder of stores, which may be large. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
