package io.ringcast.console.trace;

import io.ringcast.protocol.transport.DatagramEvent;
import io.ringcast.protocol.transport.DatagramObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each message: {@code s1 group <- 127.0.0.1:4711 reserve a1b2-7 {…}}. */
final class TraceLog implements DatagramObserver {
    private static final Logger log = LoggerFactory.getLogger("ringcast.trace");

    private final String process;

    TraceLog(String process) {
        this.process = process;
    }

    @Override
    public void observed(DatagramEvent event) {
        TraceEntry entry = TraceEntry.of(event);
        log.info(
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
