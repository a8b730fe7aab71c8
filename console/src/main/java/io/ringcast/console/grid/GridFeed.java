package io.ringcast.console.grid;

import io.ringcast.console.web.EventStreams;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final GridSource source;
    private final GridHistory history;
    /** A reader that is too slow comes back, and goes on from where it was. */
    private final EventStreams<GridEvent> watchers = new EventStreams<>(
            "grid-stream",
            WATCHERS_MAX,
            BACKLOG_MAX,
            EventStreams.Slow.IS_CUT_OFF,
            event -> SseEmitter.event().id(event.version()).name(event.name()).data(event.data(), TEXT));

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
        if (closing.getCount() == 0) {
            return Optional.empty();
        }
        look();
        Optional<SseEmitter> stream = watchers.open(history.since(version));
        if (stream.isPresent() && !isLooking) {
            isLooking = true;
            Thread.ofVirtual().name("grid-feed").start(this::lookWhileWatched);
        }
        return stream;
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
                watchers.end();
            }
        }
    }

    private void look() {
        history.add(source.grid()).ifPresent(watchers::tell);
    }

    /** Before the web server stops: it would wait for the streams to end by themselves. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closing.countDown();
        watchers.end();
    }
}
