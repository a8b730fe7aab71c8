package io.ringcast.console.trace;

import io.ringcast.protocol.transport.DatagramEvent;
import io.ringcast.protocol.transport.DatagramObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A line for each message: {@code s1 group <- 127.0.0.1:4711 reserve a1b2-7 {…}}. Signs of life, which pass all the time,
 * are logged at the level DEBUG.
 */
final class TraceLog implements DatagramObserver {
    private static final Logger log = LoggerFactory.getLogger("ringcast.trace");

    private final String process;

    TraceLog(String process) {
        this.process = process;
    }

    @Override
    public void observed(DatagramEvent event) {
        Level level = event.background() ? Level.DEBUG : Level.INFO;
        if (!log.isEnabledForLevel(level)) {
            return;
        }
        TraceEntry entry = TraceEntry.of(event);
        log.atLevel(level)
                .log(
                        "{} {} {} {} {} {} {}",
                        process,
                        entry.endpoint(),
                        entry.direction().equals("in") ? "<-" : "->",
                        entry.peer(),
                        entry.type(),
                        entry.id() == null ? "-" : entry.id(),
                        printable(entry.text()));
    }

    /** Received text must not bring control characters into the log. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
