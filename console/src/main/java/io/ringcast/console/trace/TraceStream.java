package io.ringcast.console.trace;

import io.ringcast.protocol.transport.DatagramEvent;
import io.ringcast.protocol.transport.DatagramObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Datagrams as they pass, for a few watchers. A watcher that reads too slowly misses some, and does not hold up the traffic.
 *
 * <p>A connection that its reader has closed is noticed when something is written to it. So a stream that has nothing to
 * tell sends a comment from time to time, and the place of a reader that is gone is free within seconds.
 */
final class TraceStream implements DatagramObserver, ApplicationListener<ContextClosedEvent> {
    private static final int WATCHERS_MAX = 8;
    private static final int BACKLOG_MAX = 1000;
    private static final long NO_TIMEOUT = 0;
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(WATCHERS_MAX);

    /** One open stream, fed by a virtual thread of its own. */
    private final class Watcher {
        final SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
        final BlockingQueue<DatagramEvent> backlog = new ArrayBlockingQueue<>(BACKLOG_MAX);
        final Thread feeder = Thread.ofVirtual().name("trace-stream").unstarted(this::feed);

        void feed() {
            try {
                // Sends the headers, so that a client knows at once that it is watching.
                emitter.send(SseEmitter.event().comment("watching"));
                while (true) {
                    DatagramEvent event = backlog.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                    if (event == null) {
                        emitter.send(SseEmitter.event().comment("idle"));
                    } else {
                        emitter.send(TraceEntry.of(event), MediaType.APPLICATION_JSON);
                    }
                }
            } catch (IOException | IllegalStateException e) {
                emitter.completeWithError(e);
            } catch (InterruptedException e) {
                emitter.complete();
            } finally {
                watchers.remove(this);
                places.release();
            }
        }
    }

    @Override
    public void observed(DatagramEvent event) {
        if (watchers.isEmpty()) {
            return;
        }
        for (Watcher watcher : watchers) {
            watcher.backlog.offer(event);
        }
    }

    /** Opens a stream, or none if there are too many. */
    Optional<SseEmitter> watch() {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        var watcher = new Watcher();
        watcher.emitter.onCompletion(watcher.feeder::interrupt);
        watcher.emitter.onError(e -> watcher.feeder.interrupt());
        watchers.add(watcher);
        watcher.feeder.start();
        return Optional.of(watcher.emitter);
    }

    /** Before the web server stops: it would wait for the streams to end by themselves. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        watchers.forEach(watcher -> watcher.feeder.interrupt());
    }
}
