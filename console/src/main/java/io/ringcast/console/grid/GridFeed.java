package io.ringcast.console.grid;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells watchers how the grid changes. While somebody watches, one thread looks at the source again and again, and what it
 * finds is written as JSON once for all: neither more changes nor more watchers make the source work more. Nobody looks while
 * nobody watches.
 */
final class GridFeed implements ApplicationListener<ContextClosedEvent> {
    static final int WATCHERS_MAX = 256;

    private static final Logger log = LoggerFactory.getLogger(GridFeed.class);
    private static final int BACKLOG_MAX = 600;
    private static final long NO_TIMEOUT = 0;
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final GridSource source;
    private final GridHistory history;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private boolean isLooking;

    /** A grid and the name of its version. */
    record Picture(String version, Grid grid) {}

    GridFeed(GridSource source, GridHistory history) {
        this.source = source;
        this.history = history;
    }

    /** The grid now. */
    synchronized Picture picture() {
        look();
        return new Picture(history.version(), history.newest());
    }

    /**
     * Opens a stream of what happens after a version, or none if there are too many.
     *
     * @param version that the reader has; null if it has none
     */
    synchronized Optional<SseEmitter> watch(@Nullable String version) {
        if (watchers.size() >= WATCHERS_MAX || closing.getCount() == 0) {
            return Optional.empty();
        }
        look();
        var watcher = new Watcher();
        history.since(version).forEach(watcher::offer);
        watcher.emitter.onCompletion(watcher.feeder::interrupt);
        watcher.emitter.onError(e -> watcher.feeder.interrupt());
        watchers.add(watcher);
        watcher.feeder.start();
        if (!isLooking) {
            isLooking = true;
            Thread.ofVirtual().name("grid-feed").start(this::lookWhileWatched);
        }
        return Optional.of(watcher.emitter);
    }

    private void lookWhileWatched() {
        try {
            while (!closing.await(source.period().toMillis(), TimeUnit.MILLISECONDS)) {
                synchronized (this) {
                    if (watchers.isEmpty()) {
                        isLooking = false;
                        return;
                    }
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("The grid cannot be read any more; those who watch have to begin again", e);
            synchronized (this) {
                isLooking = false;
                watchers.forEach(watcher -> watcher.feeder.interrupt());
            }
        }
    }

    private void look() {
        history.add(source.grid()).ifPresent(event -> watchers.forEach(watcher -> watcher.offer(event)));
    }

    /** Before the web server stops: it would wait for the streams to end by themselves. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closing.countDown();
        watchers.forEach(watcher -> watcher.feeder.interrupt());
    }

    /** One open stream, fed by a virtual thread of its own. */
    private final class Watcher {
        final SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
        final BlockingQueue<GridEvent> backlog = new ArrayBlockingQueue<>(BACKLOG_MAX);
        final Thread feeder = Thread.ofVirtual().name("grid-stream").unstarted(this::feed);

        /** A reader that is too slow is cut off, and goes on from where it was when it comes back. */
        void offer(GridEvent event) {
            if (!backlog.offer(event)) {
                feeder.interrupt();
            }
        }

        void feed() {
            try {
                // Sends the headers, so that a client knows at once that it is watching.
                emitter.send(SseEmitter.event().comment("watching"));
                while (true) {
                    GridEvent event = backlog.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                    emitter.send(
                            event == null
                                    ? SseEmitter.event().comment("idle")
                                    : SseEmitter.event()
                                            .id(event.version())
                                            .name(event.name())
                                            .data(event.data(), TEXT));
                }
            } catch (IOException | IllegalStateException e) {
                emitter.completeWithError(e);
            } catch (InterruptedException e) {
                emitter.complete();
            } finally {
                watchers.remove(this);
            }
        }
    }
}
