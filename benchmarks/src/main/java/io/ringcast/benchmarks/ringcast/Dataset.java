package io.ringcast.benchmarks.ringcast;

import io.ringcast.systemtests.lab.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The records that the DHT is filled with.
 *
 * @param tableSize positions of each local table, or {@code auto}
 * @param records how many there are
 * @param names some or all of the keys
 */
public record Dataset(Path file, String keyColumn, String tableSize, long records, List<String> names) {
    private static final int NAMES_MAX = 10_000;

    /** The file that comes with the project: 241 countries. */
    public static Dataset countries() {
        return of(Services.root().resolve("data").resolve("StatsCountry.csv"), "Long Name", "353");
    }

    /** Generates this number of records. */
    public static Dataset generated(Path file, int records) {
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write("Number,Key,Region,Note\n");
            for (int i = 0; i < records; i++) {
                writer.write("%d,key number %d of %c,region %d,some words to go with it%n"
                        .formatted(i, i, 'a' + i % 26, i % 7));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(file, "Key", "auto");
    }

    private static Dataset of(Path file, String keyColumn, String tableSize) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser rows = CSVParser.parse(Files.newBufferedReader(file), format)) {
            List<String> names = new ArrayList<>();
            for (CSVRecord row : rows) {
                if (names.size() < NAMES_MAX) {
                    names.add(row.get(keyColumn));
                }
            }
            return new Dataset(file, keyColumn, tableSize, rows.getRecordNumber(), List.copyOf(names));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
