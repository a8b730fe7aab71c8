package io.ringcast.protocol.transport.stack;

import io.ringcast.protocol.signing.SignedEnvelope;
import io.ringcast.protocol.transport.Rejection;
import io.ringcast.protocol.transport.Rejection.Reason;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one endpoint tell those whose datagrams it rejects why, and remember what it is told itself. A hint is never longer
 * than the datagram that it answers, never answers a hint, and there are at most ten a second, whoever asks: it is of no use
 * to flood somebody else. Used by the receiving thread, but for {@link #latest}.
 */
final class RejectionNotices {
    private static final Logger log = LoggerFactory.getLogger(RejectionNotices.class);
    private static final Duration BETWEEN_HINTS = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOG_LINES = Duration.ofMinutes(1);
    /** Longer than requests are repeated before they are given up. */
    private static final Duration RECENT = Duration.ofSeconds(30);

    private final String endpoint;
    private final Pace hints = new Pace(BETWEEN_HINTS);
    private final Pace logLines = new Pace(BETWEEN_LOG_LINES);
    private volatile @Nullable Rejection latest;

    /** Something that may happen once in an interval. */
    private static final class Pace {
        private final long intervalNanos;
        private long nextNanos = System.nanoTime();

        Pace(Duration interval) {
            this.intervalNanos = interval.toNanos();
        }

        boolean permits() {
            long now = System.nanoTime();
            if (now - nextNanos < 0) {
                return false;
            }
            nextNanos = now + intervalNanos;
            return true;
        }
    }

    RejectionNotices(String endpoint) {
        this.endpoint = endpoint;
    }

    /** Remembers a datagram if it is a hint. */
    boolean take(InetSocketAddress from, byte[] datagram) {
        Optional<Reason> reason = Reason.read(datagram);
        reason.ifPresent(told -> latest = new Rejection(from, told, System.nanoTime()));
        return reason.isPresent();
    }

    /** The hint to send to the sender of a datagram; empty if none may be sent now. */
    Optional<byte[]> answerTo(InetSocketAddress from, byte[] rejected, Reason reason) {
        if (logLines.permits()) {
            log.warn(
                    "{} rejects what {}:{} sends ({}). The ringcast.secret of all processes must be the same, and their clocks"
                            + " must agree to {} s.",
                    endpoint,
                    from.getAddress().getHostAddress(),
                    from.getPort(),
                    reason,
                    SignedEnvelope.FRESH.toSeconds());
        }
        boolean answerable = rejected.length >= reason.datagram().length && from.getPort() != 0;
        return answerable && hints.permits() ? Optional.of(reason.datagram()) : Optional.empty();
    }

    /** What this endpoint was told lately. */
    Optional<Rejection> latest() {
        Rejection told = latest;
        return told != null && told.isWithin(RECENT) ? Optional.of(told) : Optional.empty();
    }
}
