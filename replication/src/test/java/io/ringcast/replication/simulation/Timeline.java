package io.ringcast.replication.simulation;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The virtual time of a run and, if wanted, the text of each step. */
final class Timeline {
    private final @Nullable StringBuilder trace;
    private long now;

    Timeline(boolean tracing) {
        this.trace = tracing ? new StringBuilder() : null;
    }

    long now() {
        return now;
    }

    void advance() {
        now++;
    }

    /** The text is made only for a trace: it takes longer than the step that it describes. */
    void note(Supplier<String> text) {
        if (trace != null) {
            trace.append(now).append(' ').append(text.get()).append('\n');
        }
    }

    String trace() {
        return String.valueOf(trace);
    }
}
