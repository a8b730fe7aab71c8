package io.ringcast.protocol.transport.stack;

import io.ringcast.protocol.signing.Envelope;
import io.ringcast.protocol.transport.Rejection;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Signs what is sent and verifies what arrives, if this process has a secret. Rejects what is not authentic or not fresh. */
final class EnvelopeLayer {
    private final SocketLayer below;
    private final RejectionNotices notices;
    private final EndpointMonitor monitor;

    EnvelopeLayer(SocketLayer below, RejectionNotices notices, EndpointMonitor monitor) {
        this.below = below;
        this.notices = notices;
        this.monitor = monitor;
    }

    /** Sends JSON in an envelope; false if that was not possible. */
    boolean send(InetSocketAddress to, byte[] json) {
        Binding bound = below.binding();
        return bound != null && below.send(bound, to, bound.envelope().seal(to, json));
    }

    /**
     * The JSON in a datagram; null if the datagram is rejected.
     *
     * @param envelope of the sockets through which it came, which may not be the latest
     */
    byte @Nullable [] opened(InetSocketAddress from, byte[] datagram, Envelope envelope) {
        return switch (envelope.open(datagram)) {
            case Envelope.Unsealed.Accepted content -> content.json();
            case Envelope.Unsealed.Rejected rejected -> {
                rejected(from, datagram, rejected.reason());
                yield null;
            }
        };
    }

    private void rejected(InetSocketAddress from, byte[] datagram, String reason) {
        if (!notices.take(from, datagram)) {
            monitor.rejected(from, reason, datagram);
            Rejection.RejectionReason.named(reason).ifPresent(known -> notices.tell(from, datagram, known));
        }
    }
}
