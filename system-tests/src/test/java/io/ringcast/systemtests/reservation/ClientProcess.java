package io.ringcast.systemtests.reservation;

import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Rest;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The product's own client, running as a service. */
record ClientProcess(JavaProcess process, Rest rest) implements AutoCloseable {

    /** The answer to a command line: {@code {status, lines, …}}. */
    JsonNode answer(String line) {
        return rest.post("/api/commands", Map.of("line", line)).json();
    }

    /** The outcome code of a command line. */
    String command(String line) {
        return answer(line).path("status").asString();
    }

    @Override
    public void close() {
        process.close();
    }
}
