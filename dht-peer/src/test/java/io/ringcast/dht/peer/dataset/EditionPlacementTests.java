package io.ringcast.dht.peer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.peer.domain.Placement;
import io.ringcast.protocol.records.KeyHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where edition 2025 places real storm events, compared with what was computed without this code. */
class EditionPlacementTests {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Pattern COUNTS = Pattern.compile("(\\S+) records=(\\d+) s=(\\d+) n=(\\d+) nodes=([0-9,]+)");
    private static final Pattern EVENT = Pattern.compile("(\\S+) n=(\\d+) event=(\\d+) position=(\\d+) node=(\\d+)");
    private static final Pattern ABSENT =
            Pattern.compile("(\\S+) n=(\\d+) event=(\\d+) absent: Storm event \\3 not found in the DHT\\.");

    private final Map<String, CsvDataset> datasets = new HashMap<>();

    @Test
    void everythingIsWhereItWasComputedToBe() throws Exception {
        List<String> checked = new ArrayList<>();
        for (String line : Files.readAllLines(RESOURCES.resolve("edition-2025.expected.txt"))) {
            Matcher counts = COUNTS.matcher(line);
            Matcher event = EVENT.matcher(line);
            Matcher absent = ABSENT.matcher(line);
            if (counts.matches()) {
                CsvDataset dataset = dataset(counts.group(1));
                assertThat(dataset.records()).as(line).isEqualTo(Long.parseLong(counts.group(2)));
                assertThat(dataset.shape().table().size()).as(line).isEqualTo(Integer.parseInt(counts.group(3)));
                assertThat(nodes(dataset, Integer.parseInt(counts.group(4))))
                        .as(line)
                        .isEqualTo(counts.group(5));
            } else if (event.matches()) {
                CsvDataset dataset = dataset(event.group(1));
                Placement placement = new Placement(dataset.shape().table(), Integer.parseInt(event.group(2)));
                assertThat(placement.positionOf(event.group(3))).as(line).isEqualTo(Integer.parseInt(event.group(4)));
                assertThat(placement.ownerOf(event.group(3))).as(line).isEqualTo(Integer.parseInt(event.group(5)));
                assertThat(keys(dataset)).as(line).contains(event.group(3));
            } else if (absent.matches()) {
                assertThat(keys(dataset(absent.group(1)))).as(line).doesNotContain(absent.group(3));
            } else {
                assertThat(line).matches("|#.*");
                continue;
            }
            checked.add(line);
        }
        assertThat(checked).hasSize(21);
    }

    private CsvDataset dataset(String name) throws IOException, DatasetException {
        Path file = name.endsWith(".gz")
                ? RESOURCES.resolve(name)
                : Path.of("../data").resolve(name);
        CsvDataset known = datasets.get(name);
        if (known == null) {
            known = CsvDataset.validate(
                    new DatasetSource(file, StandardCharsets.UTF_8, "EVENT_ID", 0, KeyHash.NUMBER, 0));
            datasets.put(name, known);
        }
        return known;
    }

    private static String nodes(CsvDataset dataset, int ring) throws DatasetException {
        Placement placement = new Placement(dataset.shape().table(), ring);
        int[] counts = new int[ring];
        for (String key : keys(dataset)) {
            counts[placement.ownerOf(key)]++;
        }
        return Arrays.stream(counts).mapToObj(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<String> keys(CsvDataset dataset) throws DatasetException {
        List<String> keys = new ArrayList<>();
        try (DatasetReader reader = dataset.read()) {
            while (!reader.isAtEnd()) {
                reader.read(1_024)
                        .forEach(values -> keys.add(values.get(dataset.shape().keyColumn())));
            }
        }
        return keys;
    }
}
