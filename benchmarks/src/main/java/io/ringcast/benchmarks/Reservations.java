package io.ringcast.benchmarks;

import io.ringcast.benchmarks.compared.Etcd;
import io.ringcast.benchmarks.compared.Redis;
import io.ringcast.benchmarks.compared.ZooKeepers;
import io.ringcast.benchmarks.floor.Echo;
import io.ringcast.benchmarks.floor.EchoKind;
import io.ringcast.benchmarks.load.Service;
import io.ringcast.benchmarks.load.Work;
import io.ringcast.benchmarks.process.Installation;
import io.ringcast.benchmarks.report.Experiments;
import io.ringcast.benchmarks.report.Measurement;
import io.ringcast.benchmarks.ringcast.ReservationCluster;
import io.ringcast.benchmarks.ringcast.Transport;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The experiments with reservations. */
final class Reservations {
    private static final List<Integer> SERVER_COUNTS = List.of(1, 2, 3, 5);

    private final Options options;
    private final Workspace workspace;

    Reservations(Options options, Workspace workspace) {
        this.options = options;
        this.workspace = workspace;
    }

    /** Ringcast, the floor and, if asked for, other services: one client and many. */
    List<Measurement> compare() throws InterruptedException {
        try (Transport transport = Transport.open();
                Running running = new Running();
                Turns turns = new Turns(Experiments.RESERVATION, options)) {
            start(running.services(), transport);
            for (Service service : running.services()) {
                for (Work work : worksOf(service)) {
                    turns.add(service, work, 1, options.servers());
                    turns.add(service, work, options.clients(), options.servers());
                }
            }
            return turns.measure();
        }
    }

    /** Ends what has been started, also when the rest did not start. */
    private record Running(Deque<Service> services) implements AutoCloseable {
        Running() {
            this(new ArrayDeque<>());
        }

        @Override
        public void close() {
            services.reversed().forEach(Service::close);
        }
    }

    private void start(Deque<Service> services, Transport transport) {
        Path against = options.against();
        if (against != null) {
            startBoth(services, against, transport);
            return;
        }
        for (EchoKind kind : EchoKind.values()) {
            Bench.say("starting " + kind.label());
            services.add(new Echo(kind, options.servers(), workspace.folder("echo"), Workspace.SERVER_JVM, transport));
        }
        Bench.say("starting Ringcast, " + options.servers() + " servers");
        services.add(cluster(options.servers(), "always", transport));
        if (options.peersToo()) {
            Bench.say("starting Redis, etcd and ZooKeeper");
            services.add(new Redis(workspace.folder("redis")));
            services.add(new Etcd(workspace.folder("etcd")));
            services.add(new ZooKeepers(workspace.folder("zookeeper"), Workspace.SERVER_JVM));
        }
    }

    /** The client is that of this build in both cases. */
    private void startBoth(Deque<Service> services, Path against, Transport transport) {
        Bench.say("starting Ringcast, " + options.servers() + " servers of this build and as many of " + against);
        services.add(cluster(options.servers(), "always", transport));
        services.add(new ReservationCluster(
                "Ringcast of " + against.getFileName(),
                Installation.jar(against, "reservation-server"),
                options.servers(),
                "always",
                workspace.folder("against"),
                Workspace.SERVER_JVM,
                transport));
    }

    private ReservationCluster cluster(int servers, String durability, Transport transport) {
        return new ReservationCluster(
                servers, durability, workspace.folder("ringcast"), Workspace.SERVER_JVM, transport);
    }

    private static List<Work> worksOf(Service service) {
        return switch (service) {
            case Echo echo -> List.of(Work.ECHO);
            case ReservationCluster cluster -> List.of(Work.RESERVE, Work.CHECK, Work.MIXED);
            default -> List.of(Work.RESERVE);
        };
    }

    /** Ringcast with more and more servers, and without waiting for the disk. */
    List<Measurement> byServers() throws InterruptedException {
        List<Measurement> measurements = new ArrayList<>();
        for (int servers : SERVER_COUNTS) {
            measurements.addAll(many(servers, "always"));
        }
        measurements.addAll(many(options.servers(), "interval"));
        return measurements;
    }

    private List<Measurement> many(int servers, String durability) throws InterruptedException {
        Bench.say("starting Ringcast, " + servers + " servers, durability=" + durability);
        try (Transport transport = Transport.open();
                ReservationCluster cluster = cluster(servers, durability, transport);
                Turns turns = new Turns(Experiments.SERVERS, options)) {
            turns.add(cluster, Work.RESERVE, options.clients(), servers);
            turns.add(cluster, Work.CHECK, options.clients(), servers);
            return turns.measure();
        }
    }
}
