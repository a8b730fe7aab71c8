package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.Watch;
import io.ringcast.benchmarks.process.Installation;
import io.ringcast.benchmarks.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reservation servers of one group that hold many reservations: what a large state costs. */
public final class FullServers implements AutoCloseable {
    private final InetSocketAddress address = Ports.group();
    private final Path directory;
    private final List<String> jvmOptions;
    private final Path data;
    private ServiceProcess first;
    private final double firstStartSeconds;

    /** Starts the first server, which reads the reservations from its data files. */
    public FullServers(int reservations, Path directory, List<String> jvmOptions) {
        this.directory = directory;
        this.jvmOptions = jvmOptions;
        data = Catalog.writeTaken(directory.resolve("data"), reservations);
        var watch = new Watch();
        first = start("s1");
        firstStartSeconds = watch.seconds();
    }

    private ServiceProcess start(String name) {
        ServiceProcess server = ServiceProcess.reservationServer(
                name, Installation.jar(ServiceProcess.RESERVATION_SERVER), address, directory, data, jvmOptions);
        server.awaitHealthy();
        return server;
    }

    /** From the start of the first server's process until it served. */
    public double firstStartSeconds() {
        return firstStartSeconds;
    }

    /** What the first server's heap holds after a collection. */
    public double liveHeapMegabytes() {
        return first.liveHeapMegabytes();
    }

    /** What the first server has of the machine's memory. */
    public double residentMegabytes() {
        return first.residentMegabytes();
    }

    /** What the first server has on its disk. */
    public double storeMegabytes() {
        try (Stream<Path> files = Files.walk(directory.resolve("s1"))) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server that has nothing, and ends it when it serves; how long that took, in seconds. */
    public double join() {
        var watch = new Watch();
        ServiceProcess joined = start("s2");
        double seconds = watch.seconds();
        joined.close();
        return seconds;
    }

    /** Ends the first server and starts it again; how long it took until it served, in seconds. */
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
