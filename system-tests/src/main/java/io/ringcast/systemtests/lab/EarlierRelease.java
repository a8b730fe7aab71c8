package io.ringcast.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A release that this repository's history contains. Its jars are built from its commit, with its own Maven wrapper, the
 * first time a test needs them, and are then kept in the user's cache directory.
 */
public enum EarlierRelease {
    /** The first release. */
    V0_1_0("9b41c75421831f499bcc2943b90e50e2b1982463");

    private final String commit;

    EarlierRelease(String commit) {
        this.commit = commit;
    }

    /** The jar of a service as the release built it. Takes about a minute the first time. */
    public synchronized Path jar(String module) {
        Path jar = cache().resolve(module + ".jar");
        if (!Files.exists(jar)) {
            build(module, jar);
        }
        return jar;
    }

    private void build(String module, Path jar) {
        try {
            Path directory = Files.createDirectories(jar.getParent());
            Path source = Files.createTempDirectory(directory, "source");
            try {
                extractSource(source);
                Shell.run(
                        source.resolve("mvnw").toString(),
                        "--file=" + source.resolve("pom.xml"),
                        "--batch-mode",
                        "--quiet",
                        "-DskipTests",
                        "-Dspotless.check.skip",
                        "--projects=" + module,
                        "--also-make",
                        "package");
                // Another run of the tests may build the same release at the same time.
                Files.move(source.resolve(module + "/target/" + module + ".jar"), jar, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Shell.run("rm", "-rf", source.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void extractSource(Path directory) {
        String repository = Services.root().toString();
        if (!Shell.succeeds("git", "-C", repository, "cat-file", "-e", commit + "^{commit}")) {
            throw new IllegalStateException("Release " + this + " is commit " + commit + ", which " + repository
                    + " does not have. The test needs a clone with its full history: git fetch --unshallow");
        }
        Path archive = directory.resolve("source.tar");
        Shell.run("git", "-C", repository, "archive", "--output=" + archive, commit);
        Shell.run("tar", "-xf", archive.toString(), "-C", directory.toString());
    }

    private Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return caches.resolve("ringcast").resolve("releases").resolve(commit);
    }
}
