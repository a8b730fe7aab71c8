package io.ringcast.benchmarks.report;

import io.ringcast.benchmarks.report.LinePlot.Point;
import io.ringcast.benchmarks.report.LinePlot.Scale;
import io.ringcast.benchmarks.report.LinePlot.Series;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** How cost grows with the work, as plots. */
public final class Plots {
    private static final int MANY = 32;
    private static final double MICROS_PER_MILLI = 1_000;

    private Plots() {}

    /** File names without an ending, and plots. Those that a run did not measure are left out. */
    public static Map<String, LinePlot> of(Results results) {
        Map<String, LinePlot> plots = new TreeMap<>();
        servers(results, plots);
        states(results, plots);
        soak(results, plots);
        dht(results, plots);
        return plots;
    }

    private static void servers(Results results, Map<String, LinePlot> plots) {
        List<Measurement> servers = results.of(Experiments.SERVERS).stream()
                .filter(m -> m.subject().equals("Ringcast"))
                .toList();
        if (servers.isEmpty()) {
            return;
        }
        plots.put(
                "servers",
                new LinePlot(
                        "Commands per second by number of servers, 32 clients, durable",
                        Scale.LINEAR,
                        "servers",
                        "per second",
                        List.of(
                                byServers("reserve", servers, work("reserve", MANY), Measurement::perSecond),
                                byServers("check", servers, work("check", MANY), Measurement::perSecond))));
    }

    private static void states(Results results, Map<String, LinePlot> plots) {
        List<Measurement> states = results.of(Experiments.STATE);
        if (states.isEmpty()) {
            return;
        }
        plots.put(
                "state-memory",
                new LinePlot(
                        "Memory of a server by number of reservations",
                        Scale.LOGARITHMIC,
                        Experiments.RESERVATIONS,
                        "MB",
                        List.of(
                                bySize("resident", states, Experiments.RESIDENT_MEGABYTES),
                                bySize("live heap", states, Experiments.LIVE_HEAP_MEGABYTES),
                                bySize("store on disk", states, Experiments.STORE_MEGABYTES))));
        plots.put(
                "state-start",
                new LinePlot(
                        "From the start of a server's process until it serves, by number of reservations",
                        Scale.LOGARITHMIC,
                        Experiments.RESERVATIONS,
                        "s",
                        List.of(
                                bySize("first, from files", states, Experiments.FIRST_START_SECONDS),
                                bySize("again, from its disk", states, Experiments.RESTART_SECONDS),
                                bySize("joining, from another server", states, Experiments.JOIN_SECONDS))));
    }

    private static void soak(Results results, Map<String, LinePlot> plots) {
        List<Measurement> minutes = results.of(Experiments.SOAK);
        if (minutes.isEmpty()) {
            return;
        }
        plots.put(
                "soak",
                new LinePlot(
                        "Ten minutes at four fifths of the limit",
                        Scale.LINEAR,
                        Experiments.MINUTE,
                        "MB, threads, ms",
                        List.of(
                                series("resident, MB", minutes, Experiments.MINUTE, Experiments.RESIDENT_MEGABYTES),
                                series("live heap, MB", minutes, Experiments.MINUTE, Experiments.LIVE_HEAP_MEGABYTES),
                                series("threads", minutes, Experiments.MINUTE, Experiments.THREADS),
                                new Series(
                                        "median, ms",
                                        minutes.stream()
                                                .map(m -> new Point(
                                                        m.fact(Experiments.MINUTE), m.p50Micros() / MICROS_PER_MILLI))
                                                .toList()))));
    }

    private static void dht(Results results, Map<String, LinePlot> plots) {
        List<Measurement> dht = results.of(Experiments.DHT).stream()
                .filter(m -> m.subject().equals("Ringcast DHT"))
                .toList();
        if (dht.isEmpty()) {
            return;
        }
        plots.put(
                "dht-set-up",
                new LinePlot(
                        "Set-up of the DHT with 241 records, by number of nodes",
                        Scale.LINEAR,
                        "nodes",
                        "median, ms",
                        List.of(byServers(
                                "set-up", dht, work(Experiments.SET_UP, 1), m -> m.p50Micros() / MICROS_PER_MILLI))));
        plots.put(
                "dht-query",
                new LinePlot(
                        "One query at a time, by number of nodes",
                        Scale.LINEAR,
                        "nodes",
                        "median, µs",
                        List.of(byServers("query", dht, work("query", 1), Measurement::p50Micros))));
    }

    private static Predicate<Measurement> work(String work, int clients) {
        return m -> m.work().equals(work) && m.clients() == clients;
    }

    private static Series bySize(String name, List<Measurement> states, String fact) {
        return series(name, states, Experiments.RESERVATIONS, fact);
    }

    private static Series series(String name, List<Measurement> measurements, String x, String y) {
        return new Series(
                name,
                measurements.stream().map(m -> new Point(m.fact(x), m.fact(y))).toList());
    }

    private static Series byServers(
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
