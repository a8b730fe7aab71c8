package io.ringcast.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jfree.chart.JFreeChart;

/** Writes a run's tables and plots into docs/performance.md, between two marks, and beside it. */
public final class Page {
    static final String BEGIN = "<!-- results: written by ./ringcast bench all -->";
    static final String END = "<!-- end of results -->";

    private Page() {}

    /**
     * Rewrites the page in this directory. Text outside the marks stays as it is, and so do the results of
     * experiments that this run did not make, if they are of the same machine.
     */
    public static void update(Results newer, Path docs) {
        Path page = docs.resolve("performance.md");
        Path plots = docs.resolve("performance");
        Path file = plots.resolve("results.json");
        Results results = Files.exists(file) ? Results.read(file).updated(newer) : newer;
        try {
            Files.createDirectories(plots);
            var content = new StringBuilder(Tables.of(results));
            for (Map.Entry<String, JFreeChart> plot : Plots.of(results).entrySet()) {
                String name = plot.getKey() + ".svg";
                Plots.write(plot.getValue(), plots.resolve(name));
                content.append("\n![%s](performance/%s)%n"
                        .formatted(plot.getValue().getTitle().getText(), name));
            }
            Files.writeString(page, replaced(Files.readString(page), content.toString()));
            results.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String replaced(String page, String results) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("the page has no place for results: " + BEGIN + " … " + END);
        }
        return page.substring(0, begin) + BEGIN + "\n\n" + results + "\n" + page.substring(end);
    }
}
