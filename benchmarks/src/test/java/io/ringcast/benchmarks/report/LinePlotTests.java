package io.ringcast.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ringcast.benchmarks.report.LinePlot.Point;
import io.ringcast.benchmarks.report.LinePlot.Scale;
import io.ringcast.benchmarks.report.LinePlot.Series;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinePlotTests {
    private static final LinePlot PLOT = new LinePlot(
            "More & more",
            Scale.LINEAR,
            "servers",
            "per second",
            List.of(new Series("a < b", List.of(new Point(1, 1_000), new Point(2, 500), new Point(4, 250)))));

    @Test
    void isWellFormed() {
        byte[] svg = PLOT.svg().getBytes(StandardCharsets.UTF_8);

        assertThatCode(() -> DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg)))
                .doesNotThrowAnyException();
    }

    @Test
    void hasAMarkForEachPoint() {
        assertThat(PLOT.svg().split("<circle", -1)).hasSize(4);
    }

    @Test
    void onALogarithmicScaleTenTimesAsMuchIsAlwaysAsFar() {
        LinePlot plot = new LinePlot(
                "growth",
                Scale.LOGARITHMIC,
                "reservations",
                "MB",
                List.of(new Series("heap", List.of(new Point(1_000, 1), new Point(10_000, 2), new Point(100_000, 3)))));

        List<Double> places = Pattern.compile("circle cx=\"([0-9.]+)\"")
                .matcher(plot.svg())
                .results()
                .map(match -> Double.valueOf(match.group(1)))
                .toList();

        assertThat(places.get(2) - places.get(1)).isCloseTo(places.get(1) - places.get(0), Offset.offset(0.2));
    }

    @ParameterizedTest
    @CsvSource({"1000,200", "990,200", "26,10", "0.9,0.2", "7,2"})
    void ticksAreAtRoundValues(double max, double step) {
        assertThat(LinePlot.step(max)).isEqualTo(step);
    }
}
