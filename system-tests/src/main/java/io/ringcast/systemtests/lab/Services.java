package io.ringcast.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The files of the project and of its build. */
public final class Services {
    private static final Path ROOT = findRoot();

    private Services() {}

    /** The jar of a service. */
    public static Path jar(String module) {
        Path jar = ROOT.resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.isReadable(jar)) {
            throw new IllegalStateException("There is no " + jar + "; ./mvnw package makes it.");
        }
        return jar;
    }

    /** The data files that come with the project. */
    public static Path data() {
        return ROOT.resolve("data");
    }

    /** The directory of the whole project. */
    public static Path root() {
        return ROOT;
    }

    private static Path findRoot() {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("mvnw"))) {
                return directory;
            }
        }
        throw new IllegalStateException(
                "run in a directory of the project, not in " + Path.of("").toAbsolutePath());
    }

    /**
     * A directory as the project's is after the launcher has prepared fast starts: the services' jars, unpacked, and the
     * data.
     */
    public static Path preparedIn(Path directory) {
        try {
            Files.createSymbolicLink(
                    directory.resolve("data"), data().toAbsolutePath().normalize());
            for (String module : List.of("reservation-server", "reservation-client", "dht-manager", "dht-peer")) {
                Path target = Files.createDirectories(directory.resolve(module).resolve("target"));
                Path unpacked = UnpackedService.of(module, jar(module)).jar();
                Files.createSymbolicLink(target.resolve("app"), Objects.requireNonNull(unpacked.getParent()));
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
