package io.ringcast.benchmarks.report;

import static io.ringcast.benchmarks.report.Samples.measurement;
import static io.ringcast.benchmarks.report.Samples.results;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTests {
    private static final Results RESULTS = results(
            measurement(Experiments.SERVERS, "Ringcast", "reserve", 32, 1_000),
            measurement(Experiments.SERVERS, "Ringcast, durability=interval", "reserve", 32, 9_000),
            measurement(Experiments.SERVERS, "Ringcast", "check", 32, 2_000));

    @Test
    void whatWasNotMeasuredHasNoPlot() {
        assertThat(Plots.of(RESULTS)).containsOnlyKeys("servers");
    }

    @Test
    void aLineHasTheMeasurementsOfItsWorkAlone() {
        XYDataset lines =
                requireNonNull(Plots.of(RESULTS).get("servers")).getXYPlot().getDataset();

        assertThat(lines.getSeriesCount()).isEqualTo(2);
        assertThat(lines.getSeriesKey(0).toString()).isEqualTo("reserve");
        assertThat(lines.getSeriesKey(1).toString()).isEqualTo("check");
        assertThat(lines.getItemCount(0)).isEqualTo(1);
        assertThat(lines.getYValue(0, 0)).isEqualTo(1_000);
    }

    @Test
    void aPlotIsSvgWithItsTitle(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("servers.svg");
        Plots.write(requireNonNull(Plots.of(RESULTS).get("servers")), file);

        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);

        assertThatCode(() -> parsers.newDocumentBuilder().parse(file.toFile())).doesNotThrowAnyException();
        assertThat(Files.readString(file)).contains("<svg", "Commands per second by number of servers");
    }
}
