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

/** Direct requests that wait for their answers: each is repeated until it is answered or has waited too long. */
public final class Requests {
    private static final long FIRST_REPEAT_NANOS = Duration.ofMillis(200).toNanos();
    /** Where a fifth of the datagrams is lost, one attempt of three fails. Within 5 s there are 21 of them. */
    private static final long REPEAT_MAX_NANOS = Duration.ofMillis(250).toNanos();

    private final Map<RequestId, UnansweredRequest> waiting = new HashMap<>();

    /**
     * Sends the request with the next {@link #flush}; exactly one of its two callbacks is called, once.
     *
     * @param patience how long to wait for an answer
     */
    public void ask(
            InetSocketAddress to,
            DirectMessage.DirectRequest request,
            Duration patience,
            long nowNanos,
            AnswerConsumer answered,
            LongConsumer unanswered) {
        waiting.put(
                request.id(), new UnansweredRequest(to, request, patience.toNanos(), answered, unanswered, nowNanos));
    }

    /** Takes an answer. One to no waiting request is late or a duplicate, and is dropped. */
    public void answered(InetSocketAddress from, DirectMessage.DirectAnswer answer, long nowNanos) {
        if (answer instanceof DirectMessage.Rebuilding) {
            UnansweredRequest request = waiting.get(answer.id());
            if (request != null) {
                request.giveUpAt = nowNanos + request.patienceNanos;
            }
            return;
        }
        UnansweredRequest request = waiting.remove(answer.id());
        if (request != null) {
            request.answered.accept(from, answer, nowNanos);
        }
    }

    /** Emits what is to be sent now, and gives up the requests that have waited too long. */
    public void flush(long nowNanos, Consumer<NodeEffect> effects) {
        List<UnansweredRequest> expired = new ArrayList<>();
        for (Iterator<UnansweredRequest> i = waiting.values().iterator(); i.hasNext(); ) {
            UnansweredRequest request = i.next();
            if (nowNanos - request.giveUpAt >= 0) {
                i.remove();
                expired.add(request);
            } else if (nowNanos - request.sendAt >= 0) {
                request.sendAt = nowNanos + request.repeatNanos;
                request.repeatNanos = Math.min(2 * request.repeatNanos, REPEAT_MAX_NANOS);
                effects.accept(new NodeEffect.SendDatagram(NodeEffect.Port.QUERIES, request.to, request.request));
            }
        }
        expired.forEach(request -> request.unanswered.accept(nowNanos));
    }

    /** When {@link #flush} must be called next, if nothing else happens. */
    public long wakeAtNanos() {
        long wake = Long.MAX_VALUE;
        for (UnansweredRequest request : waiting.values()) {
            wake = Math.min(wake, Math.min(request.sendAt, request.giveUpAt));
        }
        return wake;
    }

    private static final class UnansweredRequest {
        final InetSocketAddress to;
        final DirectMessage.DirectRequest request;
        final long patienceNanos;
        final AnswerConsumer answered;
        final LongConsumer unanswered;
        long sendAt;
        long giveUpAt;
        long repeatNanos = FIRST_REPEAT_NANOS;

        UnansweredRequest(
                InetSocketAddress to,
                DirectMessage.DirectRequest request,
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
