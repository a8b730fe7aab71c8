package io.ringcast.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a test measured, for people: printed, and kept in {@code target/figures.txt}. */
public final class Figures {
    private static final Path FILE = Path.of("target", "figures.txt");

    private Figures() {}

    /** Prints and keeps a line. */
    public static synchronized void tell(String line) {
        System.out.println("FIGURES " + line);
        try {
            Files.writeString(
                    FILE, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
