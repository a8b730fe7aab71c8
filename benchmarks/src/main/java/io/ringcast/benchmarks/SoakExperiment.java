package io.ringcast.benchmarks;

import io.ringcast.benchmarks.load.Clients;
import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.load.Median;
import io.ringcast.benchmarks.load.RoundResult;
import io.ringcast.benchmarks.process.ProcessorTime;
import io.ringcast.benchmarks.report.Experiments;
import io.ringcast.benchmarks.report.Measurement;
import io.ringcast.benchmarks.ringcast.ClusterPlan;
import io.ringcast.benchmarks.ringcast.LoopbackTransport;
import io.ringcast.benchmarks.ringcast.ReservationCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Many minutes at four fifths of the servers' limit, to see whether memory, threads and times stay constant. Clients
 * reserve, check and delete, so that the state keeps its size.
 */
final class SoakExperiment {
    private static final double SHARE_OF_LIMIT = 0.8;
    private static final int MINUTES = 10;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration WARM_UP_MIN = Duration.ofSeconds(90);
    private static final Duration LIMIT_ROUND = Duration.ofSeconds(10);
    private static final int LIMIT_ROUNDS = 3;

    private final Options options;
    private final Workspace workspace;

    SoakExperiment(Options options, Workspace workspace) {
        this.options = options;
        this.workspace = workspace;
    }

    List<Measurement> measure() throws InterruptedException {
        Bench.say("starting Ringcast, " + options.servers() + " servers, for " + MINUTES + " minutes");
        try (LoopbackTransport transport = LoopbackTransport.open();
                ReservationCluster cluster = new ReservationCluster(
                        ClusterPlan.durable(options.servers()), workspace.home("ringcast"), transport);
                Clients clients = new Clients(cluster, MeasuredWork.MIXED, options.clients())) {
            double offered = SHARE_OF_LIMIT * limit(clients);
            List<Measurement> minutes = new ArrayList<>();
            for (int minute = 1; minute <= MINUTES; minute++) {
                ProcessorTime before = ProcessorTime.now();
                RoundResult round = clients.workAt(offered, MINUTE);
                double stolen = ProcessorTime.now().stolenPercentSince(before);
                Map<String, Double> facts = Map.of(
                        Experiments.MINUTE,
                        (double) minute,
                        Experiments.OFFERED_PER_SECOND,
                        offered,
                        Experiments.STOLEN_PERCENT,
                        stolen,
                        Experiments.THREADS,
                        cluster.threads(),
                        Experiments.RESIDENT_MEGABYTES,
                        cluster.residentMegabytes(),
                        Experiments.LIVE_HEAP_MEGABYTES,
                        cluster.liveHeapMegabytes());
                say(round, facts);
                minutes.add(new Measurement(
                        Experiments.SOAK,
                        cluster.name(),
                        MeasuredWork.MIXED.label(),
                        clients.count(),
                        options.servers(),
                        List.of(round),
                        facts));
            }
            return minutes;
        }
    }

    /** The operations a second that the clients reach at full speed. */
    private double limit(Clients clients) throws InterruptedException {
        Duration asked = Duration.ofSeconds(options.rounds().warmUpSeconds());
        clients.work(asked.compareTo(WARM_UP_MIN) > 0 ? asked : WARM_UP_MIN);
        List<Double> rounds = new ArrayList<>();
        for (int i = 0; i < LIMIT_ROUNDS; i++) {
            rounds.add(clients.work(LIMIT_ROUND).perSecond());
        }
        double limit = Median.of(rounds);
        Bench.say(String.format(Locale.ROOT, "the limit is %,.0f/s", limit));
        return limit;
    }

    private static void say(RoundResult round, Map<String, Double> facts) {
        System.out.printf(
                Locale.ROOT,
                "  minute %2.0f  %,7.0f/s of %,7.0f/s  median %,8.0f µs  99 %% %,9.0f µs  failed %d  %2.0f %% stolen"
                        + "  %3.0f threads  %4.0f MB, live heap %3.0f MB%n",
                facts.get(Experiments.MINUTE),
                round.perSecond(),
                facts.get(Experiments.OFFERED_PER_SECOND),
                round.p50Micros(),
                round.p99Micros(),
                round.failures(),
                facts.get(Experiments.STOLEN_PERCENT),
                facts.get(Experiments.THREADS),
                facts.get(Experiments.RESIDENT_MEGABYTES),
                facts.get(Experiments.LIVE_HEAP_MEGABYTES));
    }
}
