package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.process.ProcessHome;
import io.ringcast.benchmarks.process.Program;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Shell;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One of Ringcast's own processes, started from its jar, with its health and its metrics. */
final class ServiceProcess implements AutoCloseable {
    static final String RESERVATION_SERVER = "reservation-server";

    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    private static final double MEGABYTE = 1e6;
    private static final double KILOBYTE = 1024;

    private final Program program;
    private final Rest rest;

    /**
     * How to start a reservation server.
     *
     * @param data the folder with its data files
     * @param options more properties
     */
    record ServerStart(String name, Path jar, InetSocketAddress group, Path data, List<String> options) {
        List<String> arguments(Path home) {
            List<String> arguments = new ArrayList<>(List.of(
                    group.getAddress().getHostAddress(),
                    Integer.toString(group.getPort()),
                    "--reservation.data=" + data.toAbsolutePath(),
                    "--reservation.store=" + home.resolve(name).toAbsolutePath()));
            arguments.addAll(options);
            return arguments;
        }
    }

    /** Starts it; {@link #awaitHealthy()} waits for it. */
    ServiceProcess(String name, Path jar, ProcessHome home, List<String> arguments) {
        int port = Ports.freeTcp();
        rest = new Rest("127.0.0.1", port);
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--ringcast.name=" + name, "--server.port=" + port, "--ringcast.terminal=false"));
        program = Program.startJar(name, home, jar, all);
    }

    /** Starts a reservation server, which has its store beside its log. */
    ServiceProcess(ServerStart start, ProcessHome home) {
        this(start.name(), start.jar(), home, start.arguments(home.directory()));
    }

    void awaitHealthy() {
        program.awaitReady(rest::isUp);
    }

    /** The number of its live threads. */
    double threads() {
        return metric("jvm.threads.live");
    }

    /** Has the process collect garbage, and returns its live heap. */
    double liveHeapMegabytes() {
        Shell.run(JCMD, Long.toString(program.pid()), "GC.run");
        return metric("jvm.memory.used?tag=area:heap") / MEGABYTE;
    }

    /** The processor time that the process has used. */
    Duration processorTime() {
        return ProcessHandle.of(program.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("the process has ended"));
    }

    /** The resident memory of the process. */
    double residentMegabytes() {
        String kilobytes = Shell.run("ps", "-o", "rss=", "-p", Long.toString(program.pid()));
        return Long.parseLong(kilobytes.strip()) * KILOBYTE / MEGABYTE;
    }

    private double metric(String name) {
        return rest.get("/actuator/metrics/" + name)
                .json()
                .path("measurements")
                .path(0)
                .path("value")
                .asDouble();
    }

    @Override
    public void close() {
        program.close();
    }
}
