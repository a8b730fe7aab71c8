package io.ringcast.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.JFreeChart;

/** Plots of overlays by number of members. */
final class OverlayPlots {
    private static final String MEMBERS = "members";
    private static final List<String> DIRECT = List.of("chord", "kademlia", "pastry");
    private static final List<String> LINEAR = List.of("ring", "hot-potato");
    private static final String CHORD = "chord";
    private static final int COPIES = 3;

    private OverlayPlots() {}

    /** File names without an ending, and plots. Those that a run did not measure are left out. */
    static Map<String, JFreeChart> of(Results results) {
        Map<String, JFreeChart> plots = new TreeMap<>();
        growth(results.of(Experiments.OVERLAY_GROWTH), plots);
        failures(results.of(Experiments.OVERLAY_FAILURES), plots);
        queries(results.of(Experiments.OVERLAY_QUERIES), plots);
        return plots;
    }

    private static void growth(List<Measurement> growth, Map<String, JFreeChart> plots) {
        if (growth.isEmpty()) {
            return;
        }
        JFreeChart hops = bySize("Hops of a lookup, mean and as the papers expect", "hops");
        lines(hops, DIRECT, growth, m -> m.fact(Experiments.HOPS_MEAN));
        line(hops, CHORD, "½ log₂ n", growth, m -> m.fact(Experiments.HOPS_FORMULA));
        line(hops, "pastry", "15/16 log₁₆ n", growth, m -> m.fact(Experiments.HOPS_FORMULA));
        plots.put("hops", hops);
        JFreeChart linear = bySize("Hops of a lookup in the ring, and of the hot potato", "hops");
        lines(linear, LINEAR, growth, m -> m.fact(Experiments.HOPS_MEAN));
        plots.put("hops-linear", linear);
        JFreeChart tables = bySize("Entries of a routing table, mean", "entries");
        lines(tables, DIRECT, growth, m -> m.fact(Experiments.TABLE_MEAN));
        line(tables, "ring", "ring", growth, m -> m.fact(Experiments.TABLE_MEAN));
        plots.put("tables", tables);
        JFreeChart load = bySize("Lookups by way of the busiest member", "× mean");
        lines(load, DIRECT, growth, m -> m.fact(Experiments.LOAD_MOST));
        plots.put("load", load);
        JFreeChart records = bySize("Sends of each record in a set-up, three copies", "sends");
        lines(records, DIRECT, growth, m -> m.fact(Experiments.SENDS_PER_RECORD));
        plots.put("set-up-records", records);
    }

    private static void failures(List<Measurement> failures, Map<String, JFreeChart> plots) {
        List<Measurement> chord =
                failures.stream().filter(m -> m.subject().equals(CHORD)).toList();
        if (chord.isEmpty()) {
            return;
        }
        JFreeChart found = Plots.plot("Lookups that find the record, 1,000 members, chord", "dead, %", "found, %");
        for (int copies :
                chord.stream().mapToInt(Measurement::clients).distinct().toArray()) {
            Plots.line(
                    found,
                    copies + (copies == 1 ? " copy" : " copies"),
                    chord.stream().filter(m -> m.clients() == copies).toList(),
                    m -> m.fact(Experiments.DEAD_PERCENT),
                    m -> m.fact(Experiments.FOUND_PERCENT));
        }
        plots.put("failures-found", found);
        JFreeChart hops = Plots.plot("Hops of lookups that find the record, 1,000 members", "dead, %", "hops");
        for (String overlay : DIRECT) {
            Plots.line(
                    hops,
                    overlay,
                    failures.stream()
                            .filter(m -> m.subject().equals(overlay) && m.clients() == COPIES)
                            .toList(),
                    m -> m.fact(Experiments.DEAD_PERCENT),
                    m -> m.fact(Experiments.HOPS_MEAN));
        }
        plots.put("failures-hops", hops);
    }

    private static void queries(List<Measurement> queries, Map<String, JFreeChart> plots) {
        if (queries.isEmpty()) {
            return;
        }
        int many = queries.stream().mapToInt(Measurement::clients).max().orElseThrow();
        JFreeChart throughput = bySize("Queries per second of " + many + " askers, real sockets", "per second");
        JFreeChart latency = bySize("One query at a time, real sockets", "median, µs");
        for (String overlay :
                queries.stream().map(Measurement::subject).distinct().toList()) {
            List<Measurement> ofIt =
                    queries.stream().filter(m -> m.subject().equals(overlay)).toList();
            Plots.line(
                    throughput,
                    overlay,
                    ofIt.stream().filter(m -> m.clients() == many).toList(),
                    Measurement::servers,
                    Measurement::perSecond);
            Plots.line(
                    latency,
                    overlay,
                    ofIt.stream().filter(m -> m.clients() == 1).toList(),
                    Measurement::servers,
                    Measurement::p50Micros);
        }
        plots.put("queries", throughput);
        plots.put("query", latency);
    }

    private static JFreeChart bySize(String title, String yTitle) {
        JFreeChart plot = Plots.plot(title, MEMBERS, yTitle);
        plot.getXYPlot().setDomainAxis(Plots.logarithmicAxis(MEMBERS));
        return plot;
    }

    private static void lines(
            JFreeChart plot,
            List<String> overlays,
            List<Measurement> measurements,
            ToDoubleFunction<Measurement> value) {
        overlays.forEach(overlay -> line(plot, overlay, overlay, measurements, value));
    }

    private static void line(
            JFreeChart plot,
            String overlay,
            String name,
            List<Measurement> measurements,
            ToDoubleFunction<Measurement> value) {
        Plots.line(
                plot,
                name,
                measurements.stream().filter(m -> m.subject().equals(overlay)).toList(),
                Measurement::servers,
                value);
    }
}
