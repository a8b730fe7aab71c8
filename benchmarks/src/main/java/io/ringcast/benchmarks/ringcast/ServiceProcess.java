package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.process.Installation;
import io.ringcast.benchmarks.process.Ports;
import io.ringcast.benchmarks.process.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One of Ringcast's own processes, from its jar. */
final class ServiceProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Program program;
    private final URI health;

    /** Starts it; {@link #awaitHealthy()} waits for it. */
    ServiceProcess(String name, String module, Path directory, List<String> jvmOptions, List<String> arguments) {
        int port = Ports.tcp();
        health = URI.create("http://127.0.0.1:" + port + "/actuator/health");
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--ringcast.name=" + name, "--server.port=" + port, "--ringcast.terminal=false"));
        program = Program.startJar(name, directory, jvmOptions, Installation.jar(module), all);
    }

    void awaitHealthy() {
        program.awaitReady(this::isHealthy);
    }

    private boolean isHealthy() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(health).timeout(TIMEOUT).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // It does not listen yet.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
