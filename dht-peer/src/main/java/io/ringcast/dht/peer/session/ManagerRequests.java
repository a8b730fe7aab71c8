package io.ringcast.dht.peer.session;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.exchange.Retry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the managers: to one at a time, repeated with the same id to the next until one answers or the time is up.
 * Puts an answer in parts together.
 */
final class ManagerRequests {
    private static final Retry RETRY = new Retry(Duration.ofMillis(200), Duration.ofMillis(500), 0.2, 20);

    private final SessionState state;
    private final ManagerList managers;
    private final RandomGenerator random;
    private final Map<RequestId, Waiting> waiting = new HashMap<>();
    private boolean closed;

    ManagerRequests(SessionState state, ManagerList managers, RandomGenerator random) {
        this.state = state;
        this.managers = managers;
        this.random = random;
    }

    /**
     * Asks; the handler is called once, unless the request is cancelled.
     *
     * @throws IllegalArgumentException if there is no such request; then nothing has happened
     */
    RequestId ask(Function<RequestId, ManagerRequest> request, long nowNanos, AnswerHandler handler) {
        RequestId id = state.nextId();
        Waiting asked = new Waiting(request.apply(id), managers.current(), handler);
        if (closed) {
            handler.answered(new ManagerAnswer.Silent(), nowNanos);
        } else {
            waiting.put(id, asked);
            send(asked, nowNanos);
        }
        return id;
    }

    /** Has the handler called if the request is not answered by then. */
    void remind(RequestId id, long atNanos, LongConsumer reminder) {
        Waiting asked = waiting.get(id);
        if (asked != null) {
            asked.reminder = reminder;
            asked.remindAtNanos = atNanos;
        }
    }

    /** Stops asking; the handler is not called. */
    void cancel(RequestId id) {
        waiting.remove(id);
    }

    /** Takes a reply of a known manager. */
    void replied(InetSocketAddress from, ManagerReply reply, long nowNanos) {
        Waiting asked = waiting.get(reply.id());
        if (asked == null) {
            return;
        }
        managers.answered(from);
        ManagerAnswer answer = switch (reply) {
            case ManagerReply.Failure failure -> new ManagerAnswer.Denied(failure.reason(), failure.text());
            case ManagerReply.Success success -> asked.collect(success);
        };
        if (answer != null) {
            waiting.remove(reply.id());
            asked.handler.answered(answer, nowNanos);
        }
    }

    /** Repeats what is due, and gives up what was repeated often enough. */
    void flush(long nowNanos) {
        for (Waiting asked : List.copyOf(waiting.values())) {
            if (asked.remindAtNanos <= nowNanos) {
                asked.remindAtNanos = Long.MAX_VALUE;
                asked.reminder.accept(nowNanos);
            }
            if (asked.dueNanos <= nowNanos && waiting.containsKey(asked.request.id())) {
                repeatOrGiveUp(asked, nowNanos);
            }
        }
    }

    private void repeatOrGiveUp(Waiting asked, long nowNanos) {
        if (asked.attempt < RETRY.attempts()) {
            asked.to = managers.after(asked.to);
            send(asked, nowNanos);
        } else {
            waiting.remove(asked.request.id());
            asked.handler.answered(new ManagerAnswer.Silent(), nowNanos);
        }
    }

    private void send(Waiting asked, long nowNanos) {
        asked.attempt++;
        asked.dueNanos = nowNanos + RETRY.waitNanos(asked.attempt, random);
        state.emit(new SessionEffect.Send(asked.to, asked.request, asked.attempt > 1));
    }

    long wakeAtNanos() {
        long wake = Long.MAX_VALUE;
        for (Waiting asked : waiting.values()) {
            wake = Math.min(wake, Math.min(asked.dueNanos, asked.remindAtNanos));
        }
        return wake;
    }

    int underWay() {
        return waiting.size();
    }

    /** Gives everything up; what is asked from now on is not answered. */
    void close(long nowNanos) {
        closed = true;
        List<Waiting> given = List.copyOf(waiting.values());
        waiting.clear();
        given.forEach(asked -> asked.handler.answered(new ManagerAnswer.Silent(), nowNanos));
    }

    private static final class Waiting {
        final ManagerRequest request;
        final AnswerHandler handler;
        final SortedMap<Integer, List<Member>> parts = new TreeMap<>();
        InetSocketAddress to;
        LongConsumer reminder = now -> {};
        long remindAtNanos = Long.MAX_VALUE;
        long dueNanos;
        int attempt;

        Waiting(ManagerRequest request, InetSocketAddress to, AnswerHandler handler) {
            this.request = request;
            this.to = to;
            this.handler = handler;
        }

        /** All managers give the same answer to a request, so it does not matter which of them a part comes from. */
        @Nullable
        ManagerAnswer collect(ManagerReply.Success success) {
            parts.put(success.part(), success.members());
            if (parts.size() < success.parts()) {
                return null;
            }
            List<Member> members = new ArrayList<>();
            parts.values().forEach(members::addAll);
            return new ManagerAnswer.Granted(members, success.epoch(), success.copies(), success.overlay());
        }
    }
}
