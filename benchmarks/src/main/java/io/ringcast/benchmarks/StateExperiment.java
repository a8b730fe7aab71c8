package io.ringcast.benchmarks;

import io.ringcast.benchmarks.process.ProcessHome;
import io.ringcast.benchmarks.report.Experiments;
import io.ringcast.benchmarks.report.Measurement;
import io.ringcast.benchmarks.ringcast.FullServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How memory, disk and starting time of a server grow with the number of its reservations. */
final class StateExperiment {
    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
    /** Without a minimal heap, so that a process takes only the memory that it needs. */
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx2g");

    private final Workspace workspace;

    StateExperiment(Workspace workspace) {
        this.workspace = workspace;
    }

    List<Measurement> bySize() {
        List<Measurement> measurements = new ArrayList<>();
        for (int size : SIZES) {
            Bench.say(String.format(Locale.ROOT, "starting a server with %,d reservations", size));
            measurements.add(measure(size));
        }
        return measurements;
    }

    private Measurement measure(int size) {
        try (FullServers servers = new FullServers(size, new ProcessHome(workspace.folder("full"), JVM))) {
            double join = servers.join();
            Map<String, Double> facts = Map.of(
                    Experiments.RESERVATIONS, (double) size,
                    Experiments.FIRST_START_SECONDS, servers.firstStartSeconds(),
                    Experiments.JOIN_SECONDS, join,
                    Experiments.RESTART_SECONDS, servers.restart(),
                    Experiments.RESIDENT_MEGABYTES, servers.residentMegabytes(),
                    Experiments.LIVE_HEAP_MEGABYTES, servers.liveHeapMegabytes(),
                    Experiments.STORE_MEGABYTES, servers.storeMegabytes());
            Bench.say(facts.toString());
            return new Measurement(Experiments.STATE, "Ringcast", "hold", 0, 1, List.of(), facts);
        }
    }
}
