package io.ringcast.systemtests.cluster;

import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Rest;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The product's own client, running as a service. */
public record ClientProcess(JavaProcess process, Rest rest) implements AutoCloseable {

    /** The answer to a command line: {@code {status, lines, …}}. */
    public JsonNode answer(String line) {
        return rest.post("/api/commands", Map.of("line", line)).json();
    }

    /** The outcome code of a command line. */
    public String command(String line) {
        return answer(line).path("status").asString();
    }

    @Override
    public void close() {
        process.close();
    }
}
