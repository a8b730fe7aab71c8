package io.ringcast.protocol.exchange;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Rejection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests and answers over a network that may lose, duplicate, delay and reorder datagrams: sends a request to a host
 * or a group, repeats it until it is answered, and matches every answer, however late, with its request.
 *
 * <p>Any number of requests may be under way at once, of one requester or of many; one endpoint, and so one thread and
 * one socket, serves them all. Answers to requests that are no longer remembered are counted.
 *
 * @param <M> the protocol's messages; the codec's {@link MessageCodec#idOf} tells which message answers which
 */
public final class RequestExchange<M> implements AutoCloseable {
    /** Requests under way at a time. */
    public static final int PENDING_MAX = 65_536;
    /** Finished requests whose late answers are still recognized. */
    public static final int FINISHED_MAX = 4_096;

    /** The timer wakes at most once in this interval, however many requests are due. */
    private static final long TICK_NANOS = Duration.ofMillis(5).toNanos();

    private static final Logger log = LoggerFactory.getLogger(RequestExchange.class);

    private final SharedTimer timer;
    private final Retry retry;
    private final MessageCodec<M> codec;
    private final Endpoint<M> endpoint;
    private final Counter retransmissions;
    private final Counter strays;

    private final Map<RequestId, OpenRequest> pending = new ConcurrentHashMap<>();
    private final Map<RequestId, Conversation<M>> finished = new ConcurrentHashMap<>();
    private final Queue<RequestId> finishedOrder = new ConcurrentLinkedQueue<>();
    private final AtomicInteger finishedCount = new AtomicInteger();
    private final Object alarmLock = new Object();
    private volatile @Nullable Alarm alarm;
    private volatile boolean closed;

    /** The next time at which the timer fires. */
    private record Alarm(long atNanos, ScheduledFuture<?> scheduled) {}

    /** A request that is not answered yet; its own lock serializes the calls to its conversation. */
    private final class OpenRequest {
        final RequestId id;
        final InetSocketAddress to;
        final Conversation<M> conversation;
        int attempt;
        boolean over;
        volatile long dueNanos;

        OpenRequest(RequestId id, InetSocketAddress to, Conversation<M> conversation) {
            this.id = id;
            this.to = to;
            this.conversation = conversation;
        }
    }

    /**
     * Opens a port to ask from, any free one at this host's address.
     *
     * @param name the endpoint's name in traces and counters
     */
    public RequestExchange(
            String name,
            MessageCodec<M> codec,
            Retry retry,
            Datagrams datagrams,
            SharedTimer timer,
            MeterRegistry meters) {
        this.codec = codec;
        this.retry = retry;
        this.timer = timer;
        this.retransmissions = Counter.builder("ringcast.retransmissions")
                .description("Requests sent again because no answer came in time")
                .tag("endpoint", name)
                .register(meters);
        this.strays = Counter.builder("ringcast.answers.stray")
                .description("Answers to requests that are not known (any more)")
                .tag("endpoint", name)
                .register(meters);
        this.endpoint = datagrams.openPort(name, 0, codec, this::answered);
    }

    /** The latest hint within half a minute that a receiver rejects the requests. */
    public Optional<Rejection> rejection() {
        return endpoint.rejection();
    }

    /** Where answers arrive. */
    public InetSocketAddress localAddress() {
        return endpoint.localAddress();
    }

    /**
     * Sends a request, and repeats it until it is answered or given up. Returns at once.
     *
     * @param id the request's id, never used before
     * @param to a host, or a multicast group of which any number of members may answer
     * @throws RejectedExecutionException if {@value #PENDING_MAX} requests are under way, or the exchange is closed
     */
    public void start(RequestId id, InetSocketAddress to, Conversation<M> conversation) {
        if (closed || pending.size() >= PENDING_MAX) {
            throw new RejectedExecutionException(
                    closed ? "the exchange is closed" : PENDING_MAX + " requests are under way already");
        }
        var request = new OpenRequest(id, to, conversation);
        if (pending.putIfAbsent(id, request) != null) {
            throw new IllegalArgumentException("request " + id + " is under way already");
        }
        try {
            synchronized (request) {
                send(request);
            }
        } catch (RuntimeException e) {
            pending.remove(id);
            throw e;
        }
        setAlarm(request.dueNanos);
    }

    /** Closes the port. Requests under way are given up. */
    @Override
    public void close() {
        closed = true;
        endpoint.close();
        for (OpenRequest request : pending.values()) {
            giveUp(request);
        }
    }

    private void send(OpenRequest request) {
        request.attempt++;
        request.dueNanos = System.nanoTime() + retry.waitNanos(request.attempt, ThreadLocalRandom.current());
        M message = request.conversation.attempt(request.attempt);
        if (request.attempt == 1 && pending.size() > 1) {
            endpoint.sendTogether(request.to, message);
        } else {
            // A single request need not wait for others. A repetition has a datagram of its own, in case sharing was
            // the problem.
            endpoint.send(request.to, message);
        }
    }

    private void answered(InetSocketAddress from, M answer) {
        RequestId id = codec.idOf(answer);
        OpenRequest request = id == null ? null : pending.get(id);
        if (request != null && converse(request, from, answer)) {
            return;
        }
        Conversation<M> past = id == null ? null : finished.get(id);
        if (past == null) {
            strays.increment();
        } else {
            past.late(from, answer);
        }
    }

    /** Returns false if the request is over, so that the answer is late. */
    private boolean converse(OpenRequest request, InetSocketAddress from, M answer) {
        synchronized (request) {
            if (request.over) {
                return false;
            }
            if (!request.conversation.received(from, answer)) {
                return true;
            }
            finish(request);
        }
        request.conversation.answered();
        return true;
    }

    private void finish(OpenRequest request) {
        if (request.over) {
            return;
        }
        request.over = true;
        // Added here before it is removed there: an answer that arrives in between finds it.
        finished.put(request.id, request.conversation);
        finishedOrder.add(request.id);
        pending.remove(request.id);
        if (finishedCount.incrementAndGet() > FINISHED_MAX) {
            finishedCount.decrementAndGet();
            @Nullable RequestId oldest = finishedOrder.poll();
            if (oldest != null) {
                finished.remove(oldest);
            }
        }
    }

    /**
     * One timer serves all requests, and an answer does not touch it: answered requests are skipped when it fires. A
     * request that is answered in time, as nearly all are, thus costs the timer nothing.
     */
    private void setAlarm(long atNanos) {
        if (closed || goesOffBy(alarm, atNanos)) {
            return;
        }
        synchronized (alarmLock) {
            Alarm current = alarm;
            if (goesOffBy(current, atNanos)) {
                return;
            }
            if (current != null) {
                current.scheduled().cancel(false);
            }
            long delayNanos = Math.max(atNanos - System.nanoTime(), TICK_NANOS);
            alarm = new Alarm(atNanos, timer.schedule(Duration.ofNanos(delayNanos), this::repeatDue));
        }
    }

    private static boolean goesOffBy(@Nullable Alarm alarm, long atNanos) {
        return alarm != null && alarm.atNanos() - atNanos <= TICK_NANOS;
    }

    private void repeatDue() {
        // Under the lock: a timer that fires at once must not run before its alarm is recorded.
        synchronized (alarmLock) {
            alarm = null;
        }
        long now = System.nanoTime();
        long nextWait = Long.MAX_VALUE;
        for (OpenRequest request : pending.values()) {
            if (request.dueNanos - now <= 0) {
                repeatOrGiveUp(request);
            }
            nextWait = Math.min(nextWait, request.dueNanos - now);
        }
        if (nextWait < Long.MAX_VALUE) {
            setAlarm(now + nextWait);
        }
    }

    /** A request that cannot be sent must not prevent the others from being repeated. */
    private void repeatOrGiveUp(OpenRequest request) {
        try {
            repeat(request);
        } catch (RuntimeException e) {
            log.error("Request {} is given up, because it could not be repeated", request.id, e);
            giveUp(request);
        }
    }

    private void repeat(OpenRequest request) {
        synchronized (request) {
            if (request.over) {
                return;
            }
            if (request.attempt < retry.attempts()) {
                retransmissions.increment();
                send(request);
                return;
            }
        }
        giveUp(request);
    }

    private void giveUp(OpenRequest request) {
        synchronized (request) {
            if (request.over) {
                return;
            }
            finish(request);
        }
        request.conversation.gaveUp();
    }
}
