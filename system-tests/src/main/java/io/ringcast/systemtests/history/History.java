package io.ringcast.systemtests.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Operations as lines of JSON. */
public final class History {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private History() {}

    /** One operation, one line. */
    public static String line(Operation operation) {
        return JSON.writeValueAsString(operation);
    }

    /** The operations of a file; a last line that is cut off, because its writer was killed, is left out. */
    public static List<Operation> read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.endsWith("}"))
                    .map(line -> JSON.readValue(line, Operation.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
