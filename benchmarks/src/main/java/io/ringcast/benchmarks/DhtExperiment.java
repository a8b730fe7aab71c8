package io.ringcast.benchmarks;

import io.ringcast.benchmarks.floor.Echo;
import io.ringcast.benchmarks.floor.EchoKind;
import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.load.RoundResult;
import io.ringcast.benchmarks.report.Experiments;
import io.ringcast.benchmarks.report.Measurement;
import io.ringcast.benchmarks.ringcast.Dataset;
import io.ringcast.benchmarks.ringcast.DhtFleet;
import io.ringcast.benchmarks.ringcast.LoopbackTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The experiments with the DHT. */
final class DhtExperiment {
    private static final List<Integer> RING_SIZES = List.of(2, 3, 5, 8, 12, 16, 24, 32);
    private static final int RING = 5;
    private static final int WARM_UPS = 300;
    private static final int SET_UPS = 30;
    /** Set-ups of the ring that the goals are about: enough to show that none loses a record. */
    private static final int MANY_SET_UPS = 1_000;

    private static final int RECORDS = 1_000_000;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Options options;
    private final Workspace workspace;

    DhtExperiment(Options options, Workspace workspace) {
        this.options = options;
        this.workspace = workspace;
    }

    /** Measures set-up and queries by number of nodes, and the floor in turn with the queries that the goals compare with it. */
    List<Measurement> bySize() throws InterruptedException {
        List<Measurement> measurements = new ArrayList<>();
        Bench.say("starting " + EchoKind.INTEGRATION.label() + " with one receiver, a manager and "
                + RING_SIZES.getLast() + " peers");
        try (LoopbackTransport transport = LoopbackTransport.open();
                Echo echo = new Echo(EchoKind.INTEGRATION, 1, workspace.home("echo"), transport);
                DhtFleet fleet =
                        new DhtFleet(RING_SIZES.getLast(), Dataset.countries(), workspace.home("dht"), transport)) {
            repeatSetUp(fleet, RING, WARM_UPS);
            for (int size : RING_SIZES) {
                measurements.add(setUps(fleet, size));
                fleet.setUp(size);
                measurements.addAll(queries(fleet, size, size == RING ? List.of(echo) : List.of()));
                fleet.tearDown();
            }
        }
        return measurements;
    }

    private static Histogram repeatSetUp(DhtFleet fleet, int size, int times) {
        var nanos = new Histogram(SIGNIFICANT_DIGITS);
        for (int i = 0; i < times; i++) {
            nanos.recordValue(fleet.setUp(size));
            fleet.tearDown();
        }
        return nanos;
    }

    private static Measurement setUps(DhtFleet fleet, int size) {
        Histogram nanos = repeatSetUp(fleet, size, size == RING ? MANY_SET_UPS : SET_UPS);
        RoundResult round = RoundResult.of(nanos, 0, nanos.getMean() * nanos.getTotalCount() / 1e9);
        Bench.say(String.format(
                Locale.ROOT,
                "%d set-ups of %d nodes, no record lost: median %.1f ms",
                round.operations(),
                size,
                round.p50Micros() / 1_000));
        return new Measurement(Experiments.DHT, fleet.name(), Experiments.SET_UP, 1, size, List.of(round), Map.of());
    }

    private List<Measurement> queries(DhtFleet fleet, int size, List<Echo> floor) throws InterruptedException {
        try (Turns turns = new Turns(Experiments.DHT, options.rounds())) {
            for (int askers : List.of(1, options.clients())) {
                floor.forEach(echo -> turns.add(echo, MeasuredWork.ECHO, askers, 1));
                turns.add(fleet, MeasuredWork.QUERY, askers, size);
            }
            List<Measurement> measured = turns.measure();
            Map<String, Double> path = Map.of(Experiments.MEAN_NODES, fleet.meanNodes());
            return measured.stream()
                    .map(m -> m.subject().equals(fleet.name()) ? m.withFacts(path) : m)
                    .toList();
        }
    }

    /** Loads many records into a few peers. */
    List<Measurement> load() {
        Bench.say(String.format(Locale.ROOT, "loading %,d records into %d peers", RECORDS, RING));
        Dataset dataset = Dataset.generated(workspace.folder("dataset").resolve("records.csv"), RECORDS);
        try (LoopbackTransport transport = LoopbackTransport.open();
                DhtFleet fleet = new DhtFleet(RING, dataset, workspace.home("dht"), transport)) {
            long before = usedHeap();
            double seconds = fleet.setUp(RING) / 1e9;
            double megabytes = (usedHeap() - before) / 1e6;
            double perSecond = RECORDS / seconds;
            Bench.say(String.format(Locale.ROOT, "%,.0f records/s, %,.0f MB", perSecond, megabytes));
            return List.of(new Measurement(
                    Experiments.LOAD,
                    fleet.name(),
                    "load",
                    1,
                    RING,
                    List.of(),
                    Map.of(Experiments.RECORDS_PER_SECOND, perSecond, Experiments.HEAP_MEGABYTES, megabytes)));
        }
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
