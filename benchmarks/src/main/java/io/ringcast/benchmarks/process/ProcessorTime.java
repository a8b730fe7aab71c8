package io.ringcast.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The time that the machine's processors have spent since it started, in ticks, as Linux counts it.
 *
 * @param stolen of a virtual machine: the time that it wanted and the host gave to others
 * @param all idle time included
 */
public record ProcessorTime(long stolen, long all) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final int STOLEN_COLUMN = 8;

    /** The time until now; zero on a system that does not report it. */
    public static ProcessorTime now() {
        if (!Files.isReadable(STAT)) {
            return new ProcessorTime(0, 0);
        }
        try {
            return parse(Files.readAllLines(STAT).getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the line of all processors: its name, then user, nice, system, idle, iowait, irq, softirq and steal. */
    static ProcessorTime parse(String line) {
        String[] columns = line.strip().split("\\s+");
        // The columns after these are guests' shares, which user and nice already contain.
        long all = Arrays.stream(columns, 1, STOLEN_COLUMN + 1)
                .mapToLong(Long::parseLong)
                .sum();
        return new ProcessorTime(Long.parseLong(columns[STOLEN_COLUMN]), all);
    }

    /** The share of processor time that was stolen since an earlier moment, in percent. */
    public double stolenPercentSince(ProcessorTime earlier) {
        long ticks = all - earlier.all;
        return ticks == 0 ? 0 : 100.0 * (stolen - earlier.stolen) / ticks;
    }
}
