package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.Service;
import io.ringcast.benchmarks.load.SlotNumbers;
import io.ringcast.benchmarks.load.Work;
import io.ringcast.benchmarks.process.Installation;
import io.ringcast.benchmarks.process.Ports;
import io.ringcast.protocol.exchange.Retry;
import io.ringcast.reservation.client.ReservationClient;
import io.ringcast.reservation.client.ReservationGroup;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Reservation servers, each a process of its own from its jar, and the client library in this one. */
public final class ReservationCluster implements Service {
    private static final int HISTORY = 200;

    private final String name;
    private final InetSocketAddress address = Ports.group();
    private final List<ServiceProcess> servers = new ArrayList<>();
    private final ReservationGroup group;
    private final SlotNumbers freeSlots = new SlotNumbers();
    private final PassingSlots passingSlots = new PassingSlots();

    /**
     * Starts the servers and waits until they serve.
     *
     * @param durability {@code always} or {@code interval}
     */
    public ReservationCluster(
            int count, String durability, Path directory, List<String> jvmOptions, Transport transport) {
        this(
                durability.equals("always") ? "Ringcast" : "Ringcast, durability=" + durability,
                Installation.jar(ServiceProcess.RESERVATION_SERVER),
                count,
                durability,
                directory,
                jvmOptions,
                transport);
    }

    /**
     * The same with a name, and with the servers of a build.
     *
     * @param jar of the server
     */
    public ReservationCluster(
            String name,
            Path jar,
            int count,
            String durability,
            Path directory,
            List<String> jvmOptions,
            Transport transport) {
        this.name = name;
        Path data = Catalog.write(directory.resolve("data"));
        for (int i = 1; i <= count; i++) {
            servers.add(ServiceProcess.reservationServer(
                    "s" + i, jar, address, directory, data, jvmOptions, "--reservation.durability=" + durability));
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
    public Caller newCaller(Work work) {
        ReservationClient client = group.newClient();
        return switch (work) {
            case RESERVE -> ReservationCallers.reserving(client, freeSlots);
            case CHECK -> ReservationCallers.checking(client);
            case MIXED -> ReservationCallers.mixing(client, passingSlots);
            case ECHO, QUERY -> throw new IllegalArgumentException("a reservation server knows no " + work.label());
        };
    }

    /** The threads of the server that has most. */
    public double threads() {
        return most(ServiceProcess::threads);
    }

    /** What the largest server has of the machine's memory. */
    public double residentMegabytes() {
        return most(ServiceProcess::residentMegabytes);
    }

    /** What the fullest heap of a server holds after a collection. */
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
