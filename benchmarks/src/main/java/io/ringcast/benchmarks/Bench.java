package io.ringcast.benchmarks;

import io.ringcast.benchmarks.load.UsedUpException;
import io.ringcast.benchmarks.micro.HotPieces;
import io.ringcast.benchmarks.overlay.Failures;
import io.ringcast.benchmarks.overlay.Growth;
import io.ringcast.benchmarks.process.MissingProgramException;
import io.ringcast.benchmarks.report.Machine;
import io.ringcast.benchmarks.report.Measurement;
import io.ringcast.benchmarks.report.Page;
import io.ringcast.benchmarks.report.Results;
import io.ringcast.systemtests.lab.Services;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Measures: {@code ./ringcast bench}. */
public final class Bench {
    private static final String USAGE = """
            usage: ./ringcast bench COMMAND [options]

              reservation   reservations and the floor; with --peers-too also Redis, etcd and ZooKeeper
              servers       reservations by number of servers, and without waiting for the disk
              state         memory, disk and starting time of servers with up to a million reservations
              soak          ten minutes at four fifths of the limit: memory, threads and times
              dht           set-up, queries, and a million records
              overlays      hops, tables, load and failures of the DHT's overlays up to 10,000 members, computed
              dht-overlays  queries in each overlay, by number of peers
              managers      queries that begin through one manager and three, and what 10,000 users cost
              micro         the hot pieces, with JMH
              all           everything, with peers; puts it into docs/performance.md
              guard         a short run that fails if something has become slower many times over

              --seconds N   of a round (5)           --clients N   of the runs with many clients (32)
              --rounds N    that count (3)           --servers N   of a cluster (3)
              --warm-up N   seconds of the round before the first, which does not count (twice --seconds)
              --against DIR another build of this project: its servers in turn with those of this one, and no floor
              --page        puts the results into docs/performance.md, or docs/overlays.md, in place of those of the same
                            experiments
            """;

    private Bench() {}

    /** Entry point. */
    public static void main(String[] arguments) throws InterruptedException, RunnerException {
        try {
            System.exit(run(Options.parse(arguments)) ? 0 : 1);
        } catch (Options.UsageException e) {
            System.err.println(e.getMessage() + "\n\n" + USAGE);
            System.exit(2);
        } catch (MissingProgramException | UsedUpException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static boolean run(Options options) throws InterruptedException, RunnerException {
        Workspace workspace = Workspace.emptied();
        if (options.action() == Options.Action.GUARD) {
            return new Guard(options, workspace).holds();
        }
        Results results = new Results(Machine.current(), measurements(options, workspace));
        results.write(workspace.results());
        Page page = page(options.action());
        System.out.println("\n" + page.tables(results));
        say("all figures are in " + workspace.results());
        long failures =
                results.measurements().stream().mapToLong(Measurement::failures).sum();
        if (failures > 0) {
            System.err.println(failures + " operations failed, so these figures are not those of a healthy service"
                    + (options.page() ? ", and the page is left as it was" : ""));
            return false;
        }
        if (options.page()) {
            page.update(results, Services.root().resolve("docs"));
        }
        return true;
    }

    private static Page page(Options.Action action) {
        return switch (action) {
            case OVERLAYS, DHT_OVERLAYS -> Page.OVERLAYS;
            case RESERVATION, SERVERS, STATE, SOAK, DHT, MANAGERS, MICRO, ALL, GUARD -> Page.PERFORMANCE;
        };
    }

    private static List<Measurement> measurements(Options options, Workspace workspace)
            throws InterruptedException, RunnerException {
        return switch (options.action()) {
            case RESERVATION -> new ReservationExperiment(options, workspace).compare();
            case SERVERS -> new ReservationExperiment(options, workspace).byServers();
            case STATE -> new StateExperiment(workspace).bySize();
            case SOAK -> new SoakExperiment(options, workspace).measure();
            case DHT -> dht(options, workspace);
            case OVERLAYS -> overlays();
            case DHT_OVERLAYS -> new OverlayExperiment(options, workspace).bySize();
            case MANAGERS -> managers(options, workspace);
            case MICRO -> HotPieces.measure();
            case ALL -> all(options, workspace);
            case GUARD -> List.of();
        };
    }

    private static List<Measurement> dht(Options options, Workspace workspace) throws InterruptedException {
        var rings = new DhtExperiment(options, workspace);
        List<Measurement> measurements = new ArrayList<>(rings.bySize());
        measurements.addAll(rings.load());
        return measurements;
    }

    private static List<Measurement> overlays() {
        List<Measurement> measurements = new ArrayList<>(Growth.measure());
        measurements.addAll(Failures.measure());
        return measurements;
    }

    private static List<Measurement> managers(Options options, Workspace workspace) throws InterruptedException {
        var experiment = new ManagerExperiment(options, workspace);
        List<Measurement> measurements = new ArrayList<>(experiment.compare());
        measurements.addAll(experiment.crowds());
        return measurements;
    }

    private static List<Measurement> all(Options options, Workspace workspace)
            throws InterruptedException, RunnerException {
        var reservations = new ReservationExperiment(options, workspace);
        List<Measurement> measurements = new ArrayList<>(reservations.compare());
        measurements.addAll(reservations.byServers());
        measurements.addAll(new StateExperiment(workspace).bySize());
        measurements.addAll(new SoakExperiment(options, workspace).measure());
        measurements.addAll(dht(options, workspace));
        measurements.addAll(managers(options, workspace));
        measurements.addAll(HotPieces.measure());
        return measurements;
    }

    static void say(String text) {
        System.out.println("== " + text);
    }
}
