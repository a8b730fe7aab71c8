package io.ringcast.benchmarks;

import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.overlay.Growth;
import io.ringcast.benchmarks.report.Experiments;
import io.ringcast.benchmarks.report.Measurement;
import io.ringcast.benchmarks.ringcast.Dataset;
import io.ringcast.benchmarks.ringcast.DhtFleet;
import io.ringcast.benchmarks.ringcast.LoopbackTransport;
import io.ringcast.protocol.overlay.Overlay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Queries in each overlay, by number of peers: all peers in this process, each with its sockets. */
final class OverlayExperiment {
    private static final List<Integer> SIZES = List.of(4, 16, 64, 128);

    private final Options options;
    private final Workspace workspace;

    OverlayExperiment(Options options, Workspace workspace) {
        this.options = options;
        this.workspace = workspace;
    }

    List<Measurement> bySize() throws InterruptedException {
        List<Measurement> measurements = new ArrayList<>();
        Bench.say("starting a manager and " + SIZES.getLast() + " peers");
        try (LoopbackTransport transport = LoopbackTransport.open();
                DhtFleet fleet =
                        new DhtFleet(SIZES.getLast(), Dataset.countries(), workspace.home("overlays"), transport)) {
            for (int size : SIZES) {
                for (Overlay overlay : Overlay.values()) {
                    Bench.say(size + " peers, " + overlay.word());
                    fleet.setUp(size, overlay);
                    measurements.addAll(queries(fleet, size, overlay));
                    fleet.tearDown();
                }
            }
        }
        return measurements;
    }

    private List<Measurement> queries(DhtFleet fleet, int size, Overlay overlay) throws InterruptedException {
        try (Turns turns = new Turns(Experiments.OVERLAY_QUERIES, options.rounds())) {
            turns.add(fleet, MeasuredWork.QUERY, 1, size);
            turns.add(fleet, MeasuredWork.QUERY, options.clients(), size);
            List<Measurement> measured = turns.measure();
            Map<String, Double> facts = new LinkedHashMap<>();
            facts.put(Experiments.HOPS_MEAN, fleet.meanNodes() - 1);
            facts.put(Experiments.HOPS_FORMULA, Growth.formula(overlay, size));
            return measured.stream()
                    .map(m -> m.of(overlay.word()).withFacts(facts))
                    .toList();
        }
    }
}
