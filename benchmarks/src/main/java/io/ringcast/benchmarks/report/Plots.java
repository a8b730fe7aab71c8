package io.ringcast.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.w3c.dom.Document;

/** Plots of how cost grows with the work. */
public final class Plots {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final int MANY = 32;
    private static final double MICROS_PER_MILLI = 1_000;
    private static final String NODES = "nodes";

    private Plots() {}

    /** File names without an ending, and plots. Those that a run did not measure are left out. */
    public static Map<String, JFreeChart> of(Results results) {
        Map<String, JFreeChart> plots = new TreeMap<>();
        servers(results, plots);
        states(results, plots);
        soak(results, plots);
        dht(results, plots);
        return plots;
    }

    /** Writes a plot as SVG. Needs a font on this machine, by which the space for the texts is measured. */
    public static void write(JFreeChart plot, Path file) {
        SVGGraphics2D svg = new SVGGraphics2D(emptyDocument());
        svg.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        plot.draw(svg, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        try (Writer out = Files.newBufferedWriter(file)) {
            svg.stream(out, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void servers(Results results, Map<String, JFreeChart> plots) {
        List<Measurement> servers = results.of(Experiments.SERVERS).stream()
                .filter(m -> m.subject().equals("Ringcast"))
                .toList();
        if (servers.isEmpty()) {
            return;
        }
        JFreeChart plot =
                plot("Commands per second by number of servers, 32 clients, durable", "servers", "per second");
        byServers(plot, "reserve", servers, work("reserve", MANY), Measurement::perSecond);
        byServers(plot, "check", servers, work("check", MANY), Measurement::perSecond);
        plots.put("servers", plot);
    }

    private static void states(Results results, Map<String, JFreeChart> plots) {
        List<Measurement> states = results.of(Experiments.STATE);
        if (states.isEmpty()) {
            return;
        }
        JFreeChart memory = plot("Memory of a server by number of reservations", Experiments.RESERVATIONS, "MB");
        bySize(memory, "resident", states, Experiments.RESIDENT_MEGABYTES);
        bySize(memory, "live heap", states, Experiments.LIVE_HEAP_MEGABYTES);
        bySize(memory, "store on disk", states, Experiments.STORE_MEGABYTES);
        plots.put("state-memory", memory);
        JFreeChart start = plot(
                "From the start of a server's process until it serves, by number of reservations",
                Experiments.RESERVATIONS,
                "s");
        bySize(start, "first, from files", states, Experiments.FIRST_START_SECONDS);
        bySize(start, "again, from its disk", states, Experiments.RESTART_SECONDS);
        bySize(start, "joining, from another server", states, Experiments.JOIN_SECONDS);
        plots.put("state-start", start);
    }

    private static void soak(Results results, Map<String, JFreeChart> plots) {
        List<Measurement> minutes = results.of(Experiments.SOAK);
        if (minutes.isEmpty()) {
            return;
        }
        JFreeChart plot = plot("Ten minutes at four fifths of the limit", Experiments.MINUTE, "MB, threads, ms");
        byMinute(plot, "resident, MB", minutes, m -> m.fact(Experiments.RESIDENT_MEGABYTES));
        byMinute(plot, "live heap, MB", minutes, m -> m.fact(Experiments.LIVE_HEAP_MEGABYTES));
        byMinute(plot, "threads", minutes, m -> m.fact(Experiments.THREADS));
        byMinute(plot, "median, ms", minutes, m -> m.p50Micros() / MICROS_PER_MILLI);
        plots.put("soak", plot);
    }

    private static void dht(Results results, Map<String, JFreeChart> plots) {
        List<Measurement> dht = results.of(Experiments.DHT).stream()
                .filter(m -> m.subject().equals("Ringcast DHT"))
                .toList();
        if (dht.isEmpty()) {
            return;
        }
        JFreeChart setUp = plot("Set-up of the DHT with 241 records, by number of nodes", NODES, "median, ms");
        byServers(setUp, "set-up", dht, work(Experiments.SET_UP, 1), m -> m.p50Micros() / MICROS_PER_MILLI);
        plots.put("dht-set-up", setUp);
        JFreeChart query = plot("One query at a time, by number of nodes", NODES, "median, µs");
        byServers(query, "query", dht, work("query", 1), Measurement::p50Micros);
        plots.put("dht-query", query);
    }

    /** An empty plot. Its vertical axis begins at 0, so that proportions are seen as they are. */
    static JFreeChart plot(String title, String xTitle, String yTitle) {
        JFreeChart chart = ChartFactory.createXYLineChart(title, xTitle, yTitle, new XYSeriesCollection());
        StandardChartTheme theme = new StandardChartTheme("white");
        theme.setExtraLargeFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        theme.setLargeFont(FONT);
        theme.setRegularFont(FONT);
        theme.setPlotBackgroundPaint(Color.WHITE);
        theme.setRangeGridlinePaint(Color.LIGHT_GRAY);
        theme.setShadowVisible(false);
        theme.apply(chart);
        XYPlot plot = chart.getXYPlot();
        plot.setRenderer(new XYLineAndShapeRenderer());
        plot.setDomainGridlinesVisible(false);
        plot.getDomainAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        plot.setRangeGridlineStroke(new BasicStroke(1));
        return chart;
    }

    private static Predicate<Measurement> work(String work, int clients) {
        return m -> m.work().equals(work) && m.clients() == clients;
    }

    /** Sizes grow tenfold, so their axis is logarithmic. */
    private static void bySize(JFreeChart plot, String name, List<Measurement> states, String fact) {
        plot.getXYPlot().setDomainAxis(logarithmicAxis(Experiments.RESERVATIONS));
        line(plot, name, states, m -> m.fact(Experiments.RESERVATIONS), m -> m.fact(fact));
    }

    /** An axis for what grows tenfold, in whole numbers. */
    static LogAxis logarithmicAxis(String title) {
        LogAxis axis = new LogAxis(title);
        axis.setNumberFormatOverride(NumberFormat.getIntegerInstance(Locale.ROOT));
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setMinorTickMarksVisible(false);
        axis.setLabelFont(FONT);
        axis.setTickLabelFont(FONT);
        return axis;
    }

    private static void byMinute(
            JFreeChart plot, String name, List<Measurement> minutes, ToDoubleFunction<Measurement> value) {
        line(plot, name, minutes, m -> m.fact(Experiments.MINUTE), value);
    }

    private static void byServers(
            JFreeChart plot,
            String name,
            List<Measurement> measurements,
            Predicate<Measurement> which,
            ToDoubleFunction<Measurement> value) {
        line(plot, name, measurements.stream().filter(which).toList(), Measurement::servers, value);
    }

    static void line(
            JFreeChart plot,
            String name,
            List<Measurement> measurements,
            ToDoubleFunction<Measurement> x,
            ToDoubleFunction<Measurement> y) {
        XYSeries line = new XYSeries(name);
        measurements.forEach(m -> line.add(x.applyAsDouble(m), y.applyAsDouble(m)));
        ((XYSeriesCollection) plot.getXYPlot().getDataset()).addSeries(line);
    }
}
