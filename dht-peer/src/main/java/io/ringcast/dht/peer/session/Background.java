package io.ringcast.dht.peer.session;

import io.ringcast.foundation.RequestId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One exchange with the manager at a time that nobody has asked for. After a refusal it pauses, each time for longer. */
final class Background {
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE_MAX_NANOS = Duration.ofSeconds(30).toNanos();

    private final SessionState state;
    private final ManagerRequests requests;
    private @Nullable RequestId underWay;
    private long pauseNanos = PAUSE_NANOS;
    private long notBeforeNanos = Long.MIN_VALUE;

    /** Begins an exchange. */
    interface Exchange {
        /** @param handler is to be given the answer */
        RequestId start(AnswerHandler handler);
    }

    Background(SessionState state, ManagerRequests requests) {
        this.state = state;
        this.requests = requests;
    }

    boolean isFree(long nowNanos) {
        return underWay == null && notBeforeNanos <= nowNanos;
    }

    void run(Exchange exchange, AnswerHandler handler) {
        underWay = exchange.start((answer, now) -> {
            underWay = null;
            state.settled(now);
            switch (answer) {
                case ManagerAnswer.Granted granted -> {
                    pauseNanos = PAUSE_NANOS;
                    notBeforeNanos = Long.MIN_VALUE;
                }
                case ManagerAnswer.Denied denied -> {
                    notBeforeNanos = now + pauseNanos;
                    pauseNanos = Math.min(2 * pauseNanos, PAUSE_MAX_NANOS);
                }
                case ManagerAnswer.Silent silent -> {
                    // The next presence says whether it is still needed.
                }
            }
            handler.answered(answer, now);
        });
    }

    /** Asks no more. */
    void cancel() {
        if (underWay != null) {
            requests.cancel(underWay);
            underWay = null;
        }
        notBeforeNanos = Long.MIN_VALUE;
        pauseNanos = PAUSE_NANOS;
    }
}
