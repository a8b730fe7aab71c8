package io.ringcast.benchmarks;

import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.report.Experiments;
import io.ringcast.benchmarks.report.Measurement;
import io.ringcast.benchmarks.ringcast.Heartbeats;
import io.ringcast.benchmarks.ringcast.LoopbackTransport;
import io.ringcast.benchmarks.ringcast.ManagerGroup;
import io.ringcast.benchmarks.ringcast.ManagerPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The experiments with the DHT's managers: how many queries begin in a second, and what many users cost. */
final class ManagerExperiment {
    private static final int MANY = 3;
    /** As many as a manager takes, the members of the DHT among them. */
    private static final int USERS = 10_000;

    private static final int HEARTBEATS_PER_SECOND = 1_000;

    private final Options options;
    private final Workspace workspace;

    ManagerExperiment(Options options, Workspace workspace) {
        this.options = options;
        this.workspace = workspace;
    }

    /** One manager and three, and one of another build if asked for, in turn. */
    List<Measurement> compare() throws InterruptedException {
        List<ManagerPlan> plans = new ArrayList<>(List.of(ManagerPlan.of(1), ManagerPlan.of(MANY)));
        Path against = options.against();
        if (against != null) {
            plans.add(ManagerPlan.ofBuild(against));
        }
        Deque<ManagerGroup> groups = new ArrayDeque<>();
        try (LoopbackTransport transport = LoopbackTransport.open();
                Turns turns = new Turns(Experiments.MANAGERS, options.rounds())) {
            for (ManagerPlan plan : plans) {
                Bench.say("starting " + plan.name() + ", managers: " + plan.managers());
                groups.add(new ManagerGroup(plan, workspace.home("managers" + groups.size()), transport));
                turns.add(groups.getLast(), MeasuredWork.ENTRY, 1, plan.managers());
                turns.add(groups.getLast(), MeasuredWork.ENTRY, options.clients(), plan.managers());
            }
            return turns.measure();
        } finally {
            groups.forEach(ManagerGroup::close);
        }
    }

    /** What managers cost that have many users. */
    List<Measurement> crowds() throws InterruptedException {
        List<Measurement> measurements = new ArrayList<>();
        for (int managers : List.of(1, MANY)) {
            measurements.add(crowd(ManagerPlan.of(managers)));
        }
        return measurements;
    }

    private Measurement crowd(ManagerPlan plan) throws InterruptedException {
        Bench.say(String.format(
                Locale.ROOT,
                "%,d users, %,d heartbeats a second, managers: %d",
                USERS,
                HEARTBEATS_PER_SECOND,
                plan.managers()));
        try (LoopbackTransport transport = LoopbackTransport.open();
                ManagerGroup group = new ManagerGroup(plan, workspace.home("crowd"), transport);
                Heartbeats heartbeats = new Heartbeats(
                        group, USERS - ManagerGroup.RING, HEARTBEATS_PER_SECOND, transport.datagrams())) {
            TimeUnit.SECONDS.sleep(options.rounds().warmUpSeconds());
            long answers = heartbeats.answers();
            long start = System.nanoTime();
            Duration used = group.processorTime();
            TimeUnit.SECONDS.sleep(
                    (long) options.rounds().seconds() * options.rounds().count());
            double seconds = (System.nanoTime() - start) / 1e9;
            double percent = 100 * group.processorTime().minus(used).toNanos() / 1e9 / seconds;
            double answered = (heartbeats.answers() - answers) / seconds;
            double heap = group.liveHeapMegabytes();
            Bench.say(String.format(
                    Locale.ROOT,
                    "%,.0f answers a second; a manager needs %.1f %% of a processor and %,.0f MB of heap",
                    answered,
                    percent,
                    heap));
            return new Measurement(
                    Experiments.CROWD,
                    group.name(),
                    "heartbeats",
                    USERS,
                    plan.managers(),
                    List.of(),
                    Map.of(
                            Experiments.ANSWERED_PER_SECOND, answered,
                            Experiments.PROCESSOR_PERCENT, percent,
                            Experiments.LIVE_HEAP_MEGABYTES, heap));
        }
    }
}
