package io.ringcast.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine that the figures were measured on. Figures of two machines cannot be compared; ratios nearly can. */
public record Machine(int cores, String processor, long memoryGigabytes, String system, String java) {
    /** This one. */
    public static Machine current() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                field("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
                kilobytes(field("/proc/meminfo", "MemTotal", "0 kB")) >> 20,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    }

    private static long kilobytes(String text) {
        return Long.parseLong(text.substring(0, text.indexOf(' ')));
    }

    private static String field(String file, String name, String otherwise) {
        if (!Files.isReadable(Path.of(file))) {
            return otherwise;
        }
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As text. */
    public String text() {
        return "%d cores (%s), %d GB, %s, %s".formatted(cores, processor, memoryGigabytes, system, java);
    }
}
