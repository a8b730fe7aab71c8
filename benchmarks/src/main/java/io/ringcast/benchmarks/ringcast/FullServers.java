package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.Watch;
import io.ringcast.benchmarks.process.Installation;
import io.ringcast.benchmarks.process.ProcessHome;
import io.ringcast.benchmarks.ringcast.ServiceProcess.ServerStart;
import io.ringcast.systemtests.lab.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reservation servers of one group that hold many reservations, to measure the cost of a large state. */
public final class FullServers implements AutoCloseable {
    private final InetSocketAddress address = new InetSocketAddress(Ports.group(), Ports.freeUdpPair());
    private final ProcessHome home;
    private final Path data;
    private ServiceProcess first;
    private final double firstStartSeconds;

    /** Starts the first server, which reads the reservations from its data files. */
    public FullServers(int reservations, ProcessHome home) {
        this.home = home;
        data = BenchmarkCatalog.writeTaken(home.directory().resolve("data"), reservations);
        var watch = new Watch();
        first = start("s1");
        firstStartSeconds = watch.seconds();
    }

    private ServiceProcess start(String name) {
        Path jar = Installation.jar(ServiceProcess.RESERVATION_SERVER);
        ServiceProcess server = new ServiceProcess(new ServerStart(name, jar, address, data, List.of()), home);
        server.awaitHealthy();
        return server;
    }

    /** The time from the start of the first server's process until it served. */
    public double firstStartSeconds() {
        return firstStartSeconds;
    }

    /** The live heap of the first server after a collection. */
    public double liveHeapMegabytes() {
        return first.liveHeapMegabytes();
    }

    /** The resident memory of the first server. */
    public double residentMegabytes() {
        return first.residentMegabytes();
    }

    /** The size of the first server's store. */
    public double storeMegabytes() {
        try (Stream<Path> files = Files.walk(home.directory().resolve("s1"))) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server with an empty store and ends it when it serves. Returns the seconds until it served. */
    public double join() {
        var watch = new Watch();
        ServiceProcess joined = start("s2");
        double seconds = watch.seconds();
        joined.close();
        return seconds;
    }

    /** Ends the first server and starts it again. Returns the seconds until it served. */
    public double restart() {
        first.close();
        var watch = new Watch();
        first = start("s1");
        return watch.seconds();
    }

    @Override
    public void close() {
        first.close();
    }
}
