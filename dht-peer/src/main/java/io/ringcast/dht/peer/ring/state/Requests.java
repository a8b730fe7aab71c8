package io.ringcast.dht.peer.ring.state;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DirectMessage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Direct requests that wait for their answers: repeated until they are answered or their time is up. */
public final class Requests {
    private static final long FIRST_REPEAT_NANOS = Duration.ofMillis(200).toNanos();
    /** Where a fifth of the datagrams is lost, one attempt of three fails. Within 5 s there are 21 of them. */
    private static final long REPEAT_MAX_NANOS = Duration.ofMillis(250).toNanos();

    private final Map<RequestId, Waiting> waiting = new HashMap<>();

    /**
     * Sends the request with the next {@link #flush}; exactly one of its two callbacks is called, once.
     *
     * @param patience how long the other may be silent
     */
    public void ask(
            InetSocketAddress to,
            DirectMessage.Request request,
            Duration patience,
            long nowNanos,
            AnswerConsumer answered,
            LongConsumer unanswered) {
        waiting.put(request.id(), new Waiting(to, request, patience.toNanos(), answered, unanswered, nowNanos));
    }

    /** Takes an answer; one that nobody waits for is late or a duplicate, and dropped. */
    public void answered(DirectMessage.Answer answer, long nowNanos) {
        if (answer instanceof DirectMessage.Rebuilding) {
            Waiting request = waiting.get(answer.id());
            if (request != null) {
                request.giveUpAt = nowNanos + request.patienceNanos;
            }
            return;
        }
        Waiting request = waiting.remove(answer.id());
        if (request != null) {
            request.answered.accept(answer, nowNanos);
        }
    }

    /** What is to be sent now; gives up what has waited too long. */
    public void flush(long nowNanos, Consumer<Effect> effects) {
        List<Waiting> expired = new ArrayList<>();
        for (Iterator<Waiting> i = waiting.values().iterator(); i.hasNext(); ) {
            Waiting request = i.next();
            if (nowNanos - request.giveUpAt >= 0) {
                i.remove();
                expired.add(request);
            } else if (nowNanos - request.sendAt >= 0) {
                request.sendAt = nowNanos + request.repeatNanos;
                request.repeatNanos = Math.min(2 * request.repeatNanos, REPEAT_MAX_NANOS);
                effects.accept(new Effect.Send(Effect.Port.QUERIES, request.to, request.request));
            }
        }
        expired.forEach(request -> request.unanswered.accept(nowNanos));
    }

    /** When {@link #flush} must be called next, if nothing else happens. */
    public long wakeAtNanos() {
        long wake = Long.MAX_VALUE;
        for (Waiting request : waiting.values()) {
            wake = Math.min(wake, Math.min(request.sendAt, request.giveUpAt));
        }
        return wake;
    }

    private static final class Waiting {
        final InetSocketAddress to;
        final DirectMessage.Request request;
        final long patienceNanos;
        final AnswerConsumer answered;
        final LongConsumer unanswered;
        long sendAt;
        long giveUpAt;
        long repeatNanos = FIRST_REPEAT_NANOS;

        Waiting(
                InetSocketAddress to,
                DirectMessage.Request request,
                long patienceNanos,
                AnswerConsumer answered,
                LongConsumer unanswered,
                long nowNanos) {
            this.to = to;
            this.request = request;
            this.patienceNanos = patienceNanos;
            this.answered = answered;
            this.unanswered = unanswered;
            this.sendAt = nowNanos;
            this.giveUpAt = nowNanos + patienceNanos;
        }
    }
}
