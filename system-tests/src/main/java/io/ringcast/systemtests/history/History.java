package io.ringcast.systemtests.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Operations as lines of JSON. */
public final class History {
    private static final JsonMapper JSON = JsonMapper.shared();

    private History() {}

    /** One operation, one line. */
    public static String line(Operation operation) {
        return JSON.writeValueAsString(operation);
    }

    /** The operations of a file without its last line if that is incomplete because its writer was killed. */
    public static List<Operation> read(Path file) {
        try {
            String text = Files.readString(file);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(line -> JSON.readValue(line, Operation.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
