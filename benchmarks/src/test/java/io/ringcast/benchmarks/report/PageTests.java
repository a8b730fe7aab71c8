package io.ringcast.benchmarks.report;

import static io.ringcast.benchmarks.report.Samples.measurement;
import static io.ringcast.benchmarks.report.Samples.results;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

        Page.write(RESULTS, docs);
        Page.write(RESULTS, docs);

        assertThat(page)
                .content()
                .startsWith("before\n" + Page.BEGIN)
                .endsWith(Page.END + "\nafter\n")
                .contains("| Ringcast | reserve | 32 | 3 | 1,234,567 | 1 |", "(performance/servers.svg)")
                .doesNotContain("old", "### DHT");
    }

    @Test
    void theProjectsPageHasAPlaceForResults() throws IOException {
        String page = Files.readString(Path.of("../docs/performance.md"));

        assertThat(Page.replaced(page, "new figures")).contains("new figures");
    }

    @Test
    void theResultsBesideThePageCanBeReadBack() throws IOException {
        Files.writeString(docs.resolve("performance.md"), Page.BEGIN + Page.END);

        Page.write(RESULTS, docs);

        assertThat(Results.read(docs.resolve("performance/results.json"))).isEqualTo(RESULTS);
    }
}
