package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.process.Ports;
import io.ringcast.benchmarks.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** One of Ringcast's own processes, from its jar, and what its health and its metrics tell. */
final class ServiceProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    private static final double MEGABYTE = 1e6;
    private static final double KILOBYTE = 1024;

    static final String RESERVATION_SERVER = "reservation-server";

    private final Program program;
    private final URI actuator;

    /** Starts it; {@link #awaitHealthy()} waits for it. */
    ServiceProcess(String name, Path jar, Path directory, List<String> jvmOptions, List<String> arguments) {
        int port = Ports.tcp();
        actuator = URI.create("http://127.0.0.1:" + port + "/actuator/");
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--ringcast.name=" + name, "--server.port=" + port, "--ringcast.terminal=false"));
        program = Program.startJar(name, directory, jvmOptions, jar, all);
    }

    /** Starts a reservation server that has its store beside its log, in the directory. */
    static ServiceProcess reservationServer(
            String name,
            Path jar,
            InetSocketAddress group,
            Path directory,
            Path data,
            List<String> jvmOptions,
            String... moreArguments) {
        List<String> arguments = new ArrayList<>(List.of(
                group.getAddress().getHostAddress(),
                Integer.toString(group.getPort()),
                "--reservation.data=" + data.toAbsolutePath(),
                "--reservation.store=" + directory.resolve(name).toAbsolutePath()));
        arguments.addAll(List.of(moreArguments));
        return new ServiceProcess(name, jar, directory, jvmOptions, arguments);
    }

    void awaitHealthy() {
        program.awaitReady(this::isHealthy);
    }

    /** The threads that it has now. */
    double threads() {
        return metric("jvm.threads.live");
    }

    /** What the heap holds after a collection that this causes. */
    double liveHeapMegabytes() {
        Program.outputOf(List.of(JCMD, Long.toString(program.pid()), "GC.run"));
        return metric("jvm.memory.used?tag=area:heap") / MEGABYTE;
    }

    /** What it has of the machine's memory. */
    double residentMegabytes() {
        String kilobytes = Program.outputOf(List.of("ps", "-o", "rss=", "-p", Long.toString(program.pid())));
        return Long.parseLong(kilobytes.strip()) * KILOBYTE / MEGABYTE;
    }

    private double metric(String name) {
        try {
            HttpResponse<String> response = get("metrics/" + name, BodyHandlers.ofString());
            return JSON.readTree(response.body())
                    .path("measurements")
                    .path(0)
                    .path("value")
                    .asDouble();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it asked for " + name, e);
        }
    }

    private boolean isHealthy() {
        try {
            return get("health", BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // It does not listen yet.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> HttpResponse<T> get(String path, BodyHandler<T> handler) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(actuator.resolve(path)).timeout(TIMEOUT).build();
        return HTTP.send(request, handler);
    }

    @Override
    public void close() {
        program.close();
    }
}
