package io.ringcast.benchmarks;

import io.ringcast.benchmarks.compared.Etcd;
import io.ringcast.benchmarks.compared.Redis;
import io.ringcast.benchmarks.compared.ZooKeepers;
import io.ringcast.benchmarks.floor.Echo;
import io.ringcast.benchmarks.floor.EchoKind;
import io.ringcast.benchmarks.load.MeasuredService;
import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.report.Experiments;
import io.ringcast.benchmarks.report.Measurement;
import io.ringcast.benchmarks.ringcast.ClusterPlan;
import io.ringcast.benchmarks.ringcast.LoopbackTransport;
import io.ringcast.benchmarks.ringcast.ReservationCluster;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The experiments with reservations. */
final class ReservationExperiment {
    private static final List<Integer> SERVER_COUNTS = List.of(1, 2, 3, 5);

    private final Options options;
    private final Workspace workspace;

    ReservationExperiment(Options options, Workspace workspace) {
        this.options = options;
        this.workspace = workspace;
    }

    /** Measures Ringcast, the floor and, if asked for, other services, each with one client and with many. */
    List<Measurement> compare() throws InterruptedException {
        try (LoopbackTransport transport = LoopbackTransport.open();
                StartedServices running = new StartedServices();
                Turns turns = new Turns(Experiments.RESERVATION, options.rounds())) {
            start(running.services(), transport);
            for (MeasuredService service : running.services()) {
                for (MeasuredWork work : worksOf(service)) {
                    turns.add(service, work, 1, options.servers());
                    turns.add(service, work, options.clients(), options.servers());
                }
            }
            return turns.measure();
        }
    }

    /** Ends all services that were started, even if others did not start. */
    private record StartedServices(Deque<MeasuredService> services) implements AutoCloseable {
        StartedServices() {
            this(new ArrayDeque<>());
        }

        @Override
        public void close() {
            services.reversed().forEach(MeasuredService::close);
        }
    }

    private void start(Deque<MeasuredService> services, LoopbackTransport transport) {
        Path against = options.against();
        if (against != null) {
            startBoth(services, against, transport);
            return;
        }
        for (EchoKind kind : EchoKind.values()) {
            Bench.say("starting " + kind.label());
            services.add(new Echo(kind, options.servers(), workspace.home("echo"), transport));
        }
        Bench.say("starting Ringcast, " + options.servers() + " servers");
        services.add(cluster(ClusterPlan.durable(options.servers()), transport));
        if (options.peersToo()) {
            Bench.say("starting Redis, etcd and ZooKeeper");
            services.add(new Redis(workspace.folder("redis")));
            services.add(new Etcd(workspace.folder("etcd")));
            services.add(new ZooKeepers(workspace.home("zookeeper")));
        }
    }

    /** Both groups of servers are measured with the client of this build. */
    private void startBoth(Deque<MeasuredService> services, Path against, LoopbackTransport transport) {
        Bench.say("starting Ringcast, " + options.servers() + " servers of this build and as many of " + against);
        services.add(cluster(ClusterPlan.durable(options.servers()), transport));
        services.add(new ReservationCluster(
                ClusterPlan.ofBuild(against, options.servers()), workspace.home("against"), transport));
    }

    private ReservationCluster cluster(ClusterPlan plan, LoopbackTransport transport) {
        return new ReservationCluster(plan, workspace.home("ringcast"), transport);
    }

    private static List<MeasuredWork> worksOf(MeasuredService service) {
        return switch (service) {
            case Echo echo -> List.of(MeasuredWork.ECHO);
            case ReservationCluster cluster -> List.of(MeasuredWork.RESERVE, MeasuredWork.CHECK, MeasuredWork.MIXED);
            default -> List.of(MeasuredWork.RESERVE);
        };
    }

    /** Measures Ringcast by number of servers, and without waiting for the disk. */
    List<Measurement> byServers() throws InterruptedException {
        List<Measurement> measurements = new ArrayList<>();
        for (int servers : SERVER_COUNTS) {
            measurements.addAll(many(ClusterPlan.durable(servers)));
        }
        measurements.addAll(many(ClusterPlan.storingAtIntervals(options.servers())));
        return measurements;
    }

    private List<Measurement> many(ClusterPlan plan) throws InterruptedException {
        Bench.say("starting Ringcast, " + plan.servers() + " servers, durability=" + plan.durability());
        try (LoopbackTransport transport = LoopbackTransport.open();
                ReservationCluster cluster = cluster(plan, transport);
                Turns turns = new Turns(Experiments.SERVERS, options.rounds())) {
            turns.add(cluster, MeasuredWork.RESERVE, options.clients(), plan.servers());
            turns.add(cluster, MeasuredWork.CHECK, options.clients(), plan.servers());
            return turns.measure();
        }
    }
}
