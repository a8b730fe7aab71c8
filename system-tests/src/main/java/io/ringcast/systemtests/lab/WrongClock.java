package io.ringcast.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A clock that is off, for one process. Needs libfaketime; see {@link #isPossible()}. */
public final class WrongClock {
    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final Path library;
    private final Duration off;

    private WrongClock(Path library, Duration off) {
        this.library = library;
        this.off = off;
    }

    /** Whether libfaketime is installed. */
    public static boolean isPossible() {
        return library().isPresent();
    }

    /** A clock that is fast, or, by a negative time, slow. */
    public static WrongClock by(Duration off) {
        return new WrongClock(library().orElseThrow(() -> new IllegalStateException("libfaketime is missing")), off);
    }

    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME",
                "%+d".formatted(off.toSeconds()),
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Waits already end by the monotonic clock; the library's fix would let them last for hours.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** Debian puts it into a directory that is named after the processor. */
    private static Optional<Path> library() {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(LIBRARIES, Files::isDirectory)) {
            for (Path directory : directories) {
                Path candidate = directory.resolve("faketime/libfaketimeMT.so.1");
                if (Files.isRegularFile(candidate)) {
                    return Optional.of(candidate);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
