package io.ringcast.benchmarks;

import io.ringcast.benchmarks.process.ProcessHome;
import io.ringcast.systemtests.lab.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a run, in {@code .ringcast/bench}. The next run deletes them. */
final class Workspace {
    /**
     * The options of all Java servers: ours, others and the echo. They run with both compilers, small headers and large pages
     * (where the virtual machine knows them), and memory for what a run reserves. (The launcher's demonstrations use the
     * first compiler only, to start faster.)
     */
    private static final List<String> SERVER_JVM = List.of(
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
        Path root = Services.root().resolve(".ringcast").resolve("bench");
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

    /** A new folder for processes, with the options of all servers that are Java. */
    ProcessHome home(String name) {
        return new ProcessHome(folder(name), SERVER_JVM);
    }

    Path results() {
        return root.resolve("results.json");
    }

    /** Deletes a folder with all its files. */
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
