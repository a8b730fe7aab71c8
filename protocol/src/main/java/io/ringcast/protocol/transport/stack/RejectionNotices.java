package io.ringcast.protocol.transport.stack;

import io.ringcast.foundation.FreshnessGuard;
import io.ringcast.protocol.transport.Rejection;
import io.ringcast.protocol.transport.Rejection.RejectionReason;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells senders why one endpoint rejects their datagrams, and remembers such hints that it gets itself. A hint is never
 * longer than the datagram that it answers, never answers a hint, and is sent at most ten times a second: it cannot be
 * used to flood a third party. Used by the receiving thread, except {@link #latest}.
 */
final class RejectionNotices {
    private static final Logger log = LoggerFactory.getLogger(RejectionNotices.class);
    private static final Duration BETWEEN_HINTS = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOG_LINES = Duration.ofMinutes(1);
    /** Longer than requests are repeated before they are given up. */
    private static final Duration RECENT = Duration.ofSeconds(30);

    private final String endpoint;
    private final SocketLayer sockets;
    private final EndpointMonitor monitor;
    private final RateLimit hints = new RateLimit(BETWEEN_HINTS);
    private final RateLimit logLines = new RateLimit(BETWEEN_LOG_LINES);
    private volatile @Nullable Rejection latest;

    /** Permits something once in an interval. */
    private static final class RateLimit {
        private final long intervalNanos;
        private long nextNanos = System.nanoTime();

        RateLimit(Duration interval) {
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

    RejectionNotices(String endpoint, SocketLayer sockets, EndpointMonitor monitor) {
        this.endpoint = endpoint;
        this.sockets = sockets;
        this.monitor = monitor;
    }

    /** Takes a datagram if it is a hint, and remembers it. */
    boolean take(InetSocketAddress from, byte[] datagram) {
        Optional<RejectionReason> reason = RejectionReason.read(datagram);
        reason.ifPresent(told -> {
            latest = new Rejection(from, told, System.nanoTime());
            monitor.noticeReceived(from, datagram);
        });
        return reason.isPresent();
    }

    /** Sends a hint to the sender of a datagram, if one may be sent now; outside of any envelope, which it could not open. */
    void tell(InetSocketAddress to, byte[] rejected, RejectionReason reason) {
        if (logLines.permits()) {
            log.warn(
                    "{} rejects what {}:{} sends ({}). The ringcast.secret of all processes must be the same, and their clocks"
                            + " must agree to {} s.",
                    endpoint,
                    to.getAddress().getHostAddress(),
                    to.getPort(),
                    reason,
                    FreshnessGuard.FRESH.toSeconds());
        }
        Binding bound = sockets.binding();
        byte[] notice = reason.datagram();
        if (bound == null || rejected.length < notice.length || to.getPort() == 0 || !hints.permits()) {
            return;
        }
        if (sockets.send(bound, to, notice)) {
            monitor.noticeSent(to, notice);
        }
    }

    /** The latest hint that this endpoint got, if it is recent. */
    Optional<Rejection> latest() {
        Rejection told = latest;
        return told != null && told.isWithin(RECENT) ? Optional.of(told) : Optional.empty();
    }
}
