package io.ringcast.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jfree.chart.JFreeChart;

/**
 * A page of docs that shows results: a run's tables and plots stand in it between two marks, and the plots beside it.
 *
 * @param title of the page's file, and of the folder of its plots
 * @param tablesOf the tables of results, as Markdown
 * @param plotsOf the plots of results, by name
 */
public record Page(
        String title, Function<Results, String> tablesOf, Function<Results, Map<String, JFreeChart>> plotsOf) {
    /** docs/performance.md. */
    public static final Page PERFORMANCE = new Page("performance", Tables::of, Plots::of);

    /** docs/overlays.md. */
    public static final Page OVERLAYS = new Page("overlays", OverlayTables::of, OverlayPlots::of);

    static final String BEGIN = "<!-- results: written by ./ringcast bench with --page -->";
    static final String END = "<!-- end of results -->";

    /** The tables of a run, as Markdown. */
    public String tables(Results results) {
        return tablesOf.apply(results);
    }

    /**
     * Rewrites the page in this directory. Text outside the marks stays as it is, and so do the results of
     * experiments that this run did not make, if they are of the same machine.
     */
    public void update(Results newer, Path docs) {
        Path page = docs.resolve(title + ".md");
        Path folder = docs.resolve(title);
        Path file = folder.resolve("results.json");
        Results results = Files.exists(file) ? Results.read(file).updated(newer) : newer;
        try {
            Files.createDirectories(folder);
            var content = new StringBuilder(tablesOf.apply(results));
            for (Map.Entry<String, JFreeChart> plot : plotsOf.apply(results).entrySet()) {
                String name = plot.getKey() + ".svg";
                Plots.write(plot.getValue(), folder.resolve(name));
                content.append(
                        "\n![%s](%s/%s)%n".formatted(plot.getValue().getTitle().getText(), title, name));
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
