package io.ringcast.benchmarks.process;

import java.nio.file.Path;
import java.util.List;

/** The folder in which processes keep their files and output, and the options of those that are Java. */
public record ProcessHome(Path directory, List<String> jvmOptions) {
    /** Copies the list. */
    public ProcessHome {
        jvmOptions = List.copyOf(jvmOptions);
    }
}
