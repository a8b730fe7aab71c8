package io.ringcast.systemtests.dht;

import io.ringcast.systemtests.lab.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shipped dataset and the hash, computed without the product's code, for tests to compare with.
 */
final class Countries {
    private static final int TABLE_SIZE = 353;
    private static final String KEY = "Long Name";

    private final List<Map<String, String>> records = new ArrayList<>();

    private Countries() {}

    static Countries read() {
        Countries countries = new Countries();
        try {
            List<String> lines = Files.readAllLines(Services.data().resolve("StatsCountry.csv"));
            List<String> columns = fields(lines.getFirst());
            for (String line : lines.subList(1, lines.size())) {
                List<String> values = fields(line);
                Map<String, String> record = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    record.put(columns.get(i), values.get(i));
                }
                countries.records.add(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return countries;
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    List<Map<String, String>> records() {
        return records;
    }

    static String nameOf(Map<String, String> record) {
        return record.getOrDefault(KEY, "");
    }

    static int positionOf(String name) {
        return name.codePoints().sum() % TABLE_SIZE;
    }

    /** The nodes that a query visits: from the entry to the right, until the owner. */
    static List<Integer> walk(int entry, String name, int ring) {
        int owner = positionOf(name) % ring;
        List<Integer> path = new ArrayList<>();
        int node = entry;
        path.add(node);
        while (node != owner) {
            node = (node + 1) % ring;
            path.add(node);
        }
        return path;
    }

    /** How many records each node holds in a ring of this size. */
    List<Long> counts(int ring) {
        List<Long> counts = new ArrayList<>();
        for (int node = 0; node < ring; node++) {
            int id = node;
            counts.add(records.stream()
                    .filter(record -> positionOf(nameOf(record)) % ring == id)
                    .count());
        }
        return counts;
    }
}
