package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.MeasuredService;
import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.load.SlotNumbers;
import io.ringcast.benchmarks.process.ProcessHome;
import io.ringcast.benchmarks.ringcast.ServiceProcess.ServerStart;
import io.ringcast.protocol.exchange.Retry;
import io.ringcast.reservation.client.ReservationClient;
import io.ringcast.reservation.client.ReservationGroup;
import io.ringcast.systemtests.lab.Ports;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Reservation servers, each a process of its own from its jar, and the client library in this one. */
public final class ReservationCluster implements MeasuredService {
    private static final int HISTORY = 200;

    private final String name;
    private final InetSocketAddress address = new InetSocketAddress(Ports.group(), Ports.freeUdpPair());
    private final List<ServiceProcess> servers = new ArrayList<>();
    private final ReservationGroup group;
    private final SlotNumbers freeSlots = new SlotNumbers();
    private final PassingSlots passingSlots = new PassingSlots();

    /** Starts the servers and waits until they serve. */
    public ReservationCluster(ClusterPlan plan, ProcessHome home, LoopbackTransport transport) {
        this.name = plan.name();
        Path data = BenchmarkCatalog.write(home.directory().resolve("data"));
        List<String> options = List.of("--reservation.durability=" + plan.durability());
        for (int i = 1; i <= plan.servers(); i++) {
            servers.add(new ServiceProcess(new ServerStart("s" + i, plan.jar(), address, data, options), home));
        }
        servers.forEach(ServiceProcess::awaitHealthy);
        group = new ReservationGroup(
                address, Retry.DEFAULT, HISTORY, transport.datagrams(), transport.timer(), transport.meters());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Caller newCaller(MeasuredWork work) {
        ReservationClient client = group.newClient();
        return switch (work) {
            case RESERVE -> ReservationCallers.reserving(client, freeSlots);
            case CHECK -> ReservationCallers.checking(client);
            case MIXED -> ReservationCallers.mixing(client, passingSlots);
            case ECHO, QUERY, ENTRY ->
                throw new IllegalArgumentException("a reservation server knows no " + work.label());
        };
    }

    /** The number of threads of the server with most threads. */
    public double threads() {
        return most(ServiceProcess::threads);
    }

    /** The resident memory of the largest server. */
    public double residentMegabytes() {
        return most(ServiceProcess::residentMegabytes);
    }

    /** The largest live heap of a server after a collection. */
    public double liveHeapMegabytes() {
        return most(ServiceProcess::liveHeapMegabytes);
    }

    private double most(ToDoubleFunction<ServiceProcess> figure) {
        return servers.stream().mapToDouble(figure).max().orElseThrow();
    }

    @Override
    public void close() {
        group.close();
        servers.forEach(ServiceProcess::close);
        if (group.divergences().count() > 0) {
            throw new IllegalStateException(
                    "servers diverged: " + group.divergences().latest());
        }
    }
}
