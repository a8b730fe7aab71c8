package io.ringcast.benchmarks.report;

import io.ringcast.benchmarks.report.LinePlot.Point;
import io.ringcast.benchmarks.report.LinePlot.Series;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** How cost grows with the work, as plots. */
public final class Plots {
    private static final int MANY = 32;

    private Plots() {}

    /** File names without an ending, and plots. Those that a run did not measure are left out. */
    public static Map<String, LinePlot> of(Results results) {
        Map<String, LinePlot> plots = new TreeMap<>();
        List<Measurement> servers = results.of(Experiments.SERVERS).stream()
                .filter(m -> m.subject().equals("Ringcast"))
                .toList();
        if (!servers.isEmpty()) {
            plots.put(
                    "servers",
                    new LinePlot(
                            "Commands per second by number of servers, 32 clients, durable",
                            "servers",
                            "per second",
                            List.of(
                                    series("reserve", servers, work("reserve", MANY), Measurement::perSecond),
                                    series("check", servers, work("check", MANY), Measurement::perSecond))));
        }
        List<Measurement> dht = results.of(Experiments.DHT).stream()
                .filter(m -> m.subject().equals("Ringcast DHT"))
                .toList();
        if (!dht.isEmpty()) {
            plots.put(
                    "dht-set-up",
                    new LinePlot(
                            "Set-up of the DHT with 241 records, by number of nodes",
                            "nodes",
                            "median, ms",
                            List.of(series("set-up", dht, work(Experiments.SET_UP, 1), m -> m.p50Micros() / 1_000))));
            plots.put(
                    "dht-query",
                    new LinePlot(
                            "One query at a time, by number of nodes",
                            "nodes",
                            "median, µs",
                            List.of(series("query", dht, work("query", 1), Measurement::p50Micros))));
        }
        return plots;
    }

    private static Predicate<Measurement> work(String work, int clients) {
        return m -> m.work().equals(work) && m.clients() == clients;
    }

    private static Series series(
            String name,
            List<Measurement> measurements,
            Predicate<Measurement> which,
            ToDoubleFunction<Measurement> value) {
        return new Series(
                name,
                measurements.stream()
                        .filter(which)
                        .map(m -> new Point(m.servers(), value.applyAsDouble(m)))
                        .toList());
    }
}
