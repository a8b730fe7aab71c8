package io.ringcast.console.trace;

import io.ringcast.console.web.EventStreams;
import io.ringcast.protocol.transport.DatagramEvent;
import io.ringcast.protocol.transport.DatagramObserver;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Datagrams as they pass, for a few watchers. A watcher that reads too slowly misses some, and does not hold up the traffic. */
final class TraceStream implements DatagramObserver, ApplicationListener<ContextClosedEvent> {
    private static final int WATCHERS_MAX = 8;
    private static final int BACKLOG_MAX = 1000;

    private final EventStreams<DatagramEvent> watchers = new EventStreams<>(
            "trace-stream",
            WATCHERS_MAX,
            BACKLOG_MAX,
            EventStreams.Slow.MISSES,
            event -> SseEmitter.event().data(TraceEntry.of(event), MediaType.APPLICATION_JSON));

    @Override
    public void observed(DatagramEvent event) {
        watchers.tell(event);
    }

    /** Opens a stream, or none if there are too many. */
    Optional<SseEmitter> watch() {
        return watchers.open(List.of());
    }

    /** Before the web server stops: it would wait for the streams to end by themselves. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        watchers.end();
    }
}
