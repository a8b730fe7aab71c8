package io.ringcast.console.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Streams of server-sent events that are open, all of the same events. A reader that is too slow does not hold up the others.
 *
 * <p>A connection that its reader has closed is noticed when something is written to it. So a stream that has nothing to
 * tell sends a comment from time to time, and the place of a reader that is gone is free within seconds. Thread-safe.
 *
 * @param <E> an event
 */
public final class EventStreams<E> {
    private static final long NO_TIMEOUT = 0;
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final String name;
    private final int backlogMax;
    private final Slow slow;
    private final Function<E, SseEmitter.SseEventBuilder> form;
    private final Set<OpenStream> streams = ConcurrentHashMap.newKeySet();
    private final Semaphore places;

    /** What becomes of a reader that is too slow. */
    public enum Slow {
        /** It misses events. */
        MISSES,
        /** Its stream ends; it can come back and go on from where it was. */
        IS_CUT_OFF
    }

    /**
     * No stream is open.
     *
     * @param name of the threads
     * @param streamsMax that may be open at a time
     * @param backlogMax events that wait for one reader
     * @param form an event as it is sent
     */
    public EventStreams(
            String name, int streamsMax, int backlogMax, Slow slow, Function<E, SseEmitter.SseEventBuilder> form) {
        this.name = name;
        this.backlogMax = backlogMax;
        this.slow = slow;
        this.form = form;
        this.places = new Semaphore(streamsMax);
    }

    /** Opens a stream that begins with these events, or none if there are too many. */
    public Optional<SseEmitter> open(List<E> first) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        var stream = new OpenStream();
        first.forEach(stream::offer);
        stream.emitter.onCompletion(stream.feeder::interrupt);
        stream.emitter.onError(e -> stream.feeder.interrupt());
        streams.add(stream);
        stream.feeder.start();
        return Optional.of(stream.emitter);
    }

    /** Tells all that are open. */
    public void tell(E event) {
        streams.forEach(stream -> stream.offer(event));
    }

    /** Whether nobody reads. */
    public boolean isEmpty() {
        return streams.isEmpty();
    }

    /** Ends all that are open. */
    public void end() {
        streams.forEach(stream -> stream.feeder.interrupt());
    }

    /** Fed by a virtual thread of its own. */
    private final class OpenStream {
        final SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
        final BlockingQueue<E> backlog = new ArrayBlockingQueue<>(backlogMax);
        final Thread feeder = Thread.ofVirtual().name(name).unstarted(this::feed);

        void offer(E event) {
            if (!backlog.offer(event) && slow == Slow.IS_CUT_OFF) {
                feeder.interrupt();
            }
        }

        void feed() {
            try {
                // Sends the headers, so that a client knows at once that it is watching.
                emitter.send(SseEmitter.event().comment("watching"));
                while (true) {
                    E event = backlog.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                    emitter.send(event == null ? SseEmitter.event().comment("idle") : form.apply(event));
                }
            } catch (IOException | IllegalStateException e) {
                emitter.completeWithError(e);
            } catch (InterruptedException e) {
                emitter.complete();
            } finally {
                streams.remove(this);
                places.release();
            }
        }
    }
}
