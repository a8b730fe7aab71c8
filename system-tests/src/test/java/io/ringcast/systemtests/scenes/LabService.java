package io.ringcast.systemtests.scenes;

import static org.awaitility.Awaitility.await;

import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.JsonNode;

/** A lab in a process of its own, with everything in it. */
public final class LabService implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final int FIRST_PORT = 33_000;
    private static final int PORTS = 1_000;
    private static final int PORT_RANGES = 20;

    private final JavaProcess process;
    private final Rest rest;

    private LabService(JavaProcess process, Rest rest) {
        this.process = process;
        this.rest = rest;
    }

    /** Starts it, and waits until everything in it serves. */
    public static LabService start(Path directory) {
        int http = Ports.freeTcp();
        int firstPort = FIRST_PORT + PORTS * ThreadLocalRandom.current().nextInt(PORT_RANGES);
        JavaProcess process = JavaProcess.jar("lab", Services.jar("lab"))
                .arguments(
                        "--server.port=" + http,
                        "--ringcast.lab.programs=" + Services.preparedIn(created(directory.resolve("programs"))),
                        "--ringcast.lab.directory=" + directory.resolve("lab"),
                        "--ringcast.lab.first-port=" + firstPort,
                        "--ringcast.lab.first-http-port=" + Ports.freeTcp())
                .start(directory);
        LabService lab = new LabService(process, new Rest("127.0.0.1", http));
        try {
            await().atMost(START)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreException(ResourceAccessException.class)
                    .until(lab::isComplete);
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
        return lab;
    }

    private static Path created(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isComplete() {
        JsonNode processes = lab().path("processes");
        return !processes.isEmpty()
                && StreamSupport.stream(processes.spliterator(), false)
                        .allMatch(each -> each.path("state").asString().equals("RUNNING"));
    }

    /** Its REST side. */
    public Rest rest() {
        return rest;
    }

    JavaProcess process() {
        return process;
    }

    /** What it shows. */
    JsonNode lab() {
        return rest.get("/api/lab").json();
    }

    /** One of its processes. */
    public JsonNode named(String name) {
        return StreamSupport.stream(lab().path("processes").spliterator(), false)
                .filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Does something to one of its processes. */
    Rest.Response act(String name, String deed) {
        return rest.post("/api/lab/processes/" + name + "/" + deed, Map.of());
    }

    /** Types a line at the prompt of a process. */
    Rest.Response tell(String name, String line) {
        return rest.post("/api/lab/processes/" + name + "/commands", Map.of("line", line));
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.stop();
        }
        process.close();
    }
}
