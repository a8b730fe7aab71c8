package io.ringcast.benchmarks.report;

import static io.ringcast.benchmarks.report.Samples.measurement;
import static io.ringcast.benchmarks.report.Samples.results;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTests {
    private static final Results RESULTS = results(
            measurement(Experiments.SERVERS, "Ringcast", "reserve", 32, 1_234_567),
            measurement(Experiments.SERVERS, "Ringcast", "check", 32, 2_000));

    @TempDir
    private Path docs;

    @Test
    void onlyWhatIsBetweenTheMarksIsWritten() throws IOException {
        Path page = docs.resolve("performance.md");
        Files.writeString(page, "before\n" + Page.BEGIN + "\nold\n" + Page.END + "\nafter\n");

        Page.PERFORMANCE.update(RESULTS, docs);
        Page.PERFORMANCE.update(RESULTS, docs);

        assertThat(page)
                .content()
                .startsWith("before\n" + Page.BEGIN)
                .endsWith(Page.END + "\nafter\n")
                .contains("| Ringcast | reserve | 32 | 3 | 1,234,567 | 1 |", "(performance/servers.svg)")
                .doesNotContain("old", "### DHT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"performance", "overlays"})
    void theProjectsPagesHaveAPlaceForResults(String name) throws IOException {
        String page = Files.readString(Path.of("../docs/" + name + ".md"));

        assertThat(Page.replaced(page, "new figures")).contains("new figures");
    }

    @Test
    void whatARunDidNotMeasureStays() throws IOException {
        Page.PERFORMANCE.update(RESULTS, emptyPage());

        Page.PERFORMANCE.update(results(measurement(Experiments.RESERVATION, "Redis", "reserve", 1, 3_000)), docs);
        Page.PERFORMANCE.update(results(measurement(Experiments.SERVERS, "Ringcast", "check", 32, 9_000)), docs);

        assertThat(docs.resolve("performance.md"))
                .content()
                .contains("| Redis | reserve | 1 | 3 | 3,000 |", "| Ringcast | check | 32 | 3 | 9,000 |")
                .doesNotContain("1,234,567", "2,000");
    }

    @Test
    void whatAnotherMachineMeasuredGoes() throws IOException {
        Page.PERFORMANCE.update(RESULTS, emptyPage());

        Machine other = new Machine(64, "another processor", 256, "Linux 6", "some VM 21");
        Page.PERFORMANCE.update(
                new Results(other, List.of(measurement(Experiments.MICRO, "hash", "micro", 1, 5))), docs);

        assertThat(docs.resolve("performance.md"))
                .content()
                .contains("another processor")
                .doesNotContain("Ringcast");
    }

    private Path emptyPage() throws IOException {
        Files.writeString(docs.resolve("performance.md"), Page.BEGIN + Page.END);
        return docs;
    }

    @Test
    void theResultsBesideThePageCanBeReadBack() throws IOException {
        Page.PERFORMANCE.update(RESULTS, emptyPage());

        assertThat(Results.read(docs.resolve("performance/results.json"))).isEqualTo(RESULTS);
    }
}
