package io.ringcast.protocol.transport.stack;

import io.ringcast.protocol.signing.Envelope;
import io.ringcast.protocol.transport.Rejection;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;

/** Signs what is sent and verifies what arrives, if this process has a secret. Rejects what is not authentic or not fresh. */
final class EnvelopeLayer {
    private final BiConsumer<InetSocketAddress, byte[]> above;
    private final SocketLayer below;
    private final RejectionNotices notices;
    private final EndpointMonitor monitor;

    /** @param above takes the JSON of what is accepted */
    EnvelopeLayer(
            BiConsumer<InetSocketAddress, byte[]> above,
            SocketLayer below,
            RejectionNotices notices,
            EndpointMonitor monitor) {
        this.above = above;
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
     * Opens a datagram.
     *
     * @param envelope of the sockets through which it came, which may not be the latest
     */
    void received(InetSocketAddress from, byte[] datagram, Envelope envelope) {
        switch (envelope.open(datagram)) {
            case Envelope.Unsealed.Accepted content -> above.accept(from, content.json());
            case Envelope.Unsealed.Rejected rejected -> rejected(from, datagram, rejected.reason());
        }
    }

    private void rejected(InetSocketAddress from, byte[] datagram, String reason) {
        if (!notices.take(from, datagram)) {
            monitor.rejected(from, reason);
            Rejection.RejectionReason.named(reason).ifPresent(known -> notices.tell(from, datagram, known));
        }
    }
}
