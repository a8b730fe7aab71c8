package io.ringcast.benchmarks.process;

import io.ringcast.systemtests.lab.Services;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** Finds the programs that are started. */
public final class Installation {
    private Installation() {}

    /**
     * The jar of a service of this build.
     *
     * @throws MissingProgramException if it is not built
     */
    public static Path jar(String module) {
        return jar(Services.root(), module);
    }

    /**
     * The jar of a service of a build.
     *
     * @param root the build's directory
     * @throws MissingProgramException if it is not built
     */
    public static Path jar(Path root, String module) {
        Path jar = root.resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.isReadable(jar)) {
            throw new MissingProgramException("There is no " + jar + ". ./mvnw -DskipTests package makes it.");
        }
        return jar;
    }

    /**
     * A program of the system.
     *
     * @param debianPackage that brings it
     * @throws MissingProgramException if it is not installed
     */
    public static Path program(String name, String debianPackage) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new MissingProgramException(name + " is not installed. On Debian: apt-get install "
                        + debianPackage + " (and stop the service that this may start)."));
    }
}
