package io.ringcast.protocol.transport.stack;

import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.signing.Envelope;
import io.ringcast.protocol.transport.DatagramObserver;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Receiver;
import io.ringcast.protocol.transport.Rejection;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.messaging.Message;

/**
 * An endpoint between two integration flows. It is a stack of layers, each with one concern:
 *
 * <pre>
 *      Endpoint.send                      Receiver.received
 *            |                                   ^
 *   +--------v-----------------------------------+--------+
 *   |  MessageLayer    encodes           decodes          |
 *   |        |                                   ^        |
 *   |  SharingLayer    joins messages    splits them      |
 *   |        |                                   ^        |
 *   |  EnvelopeLayer   signs             verifies         |
 *   |        |                                   |        |
 *   |  SocketLayer     sends                     |        |
 *   +--------|-----------------------------------|--------+
 *            v                                   |
 *      outbound flow                        inbound flow
 * </pre>
 *
 * <p>Beside the stack, {@link EndpointMonitor} counts and shows what passes through, and {@link RejectionNotices} tells
 * senders why their datagrams are rejected.
 */
final class FlowEndpoint<M> implements Endpoint<M> {
    private final String name;
    private final InetSocketAddress requestedAddress;
    private final int bytesMax;
    private final EndpointMonitor monitor;
    private final RejectionNotices notices;
    private final MessageLayer<M> messages;
    private final SharingLayer sharing;
    private final EnvelopeLayer envelopes;
    private final SocketLayer sockets;
    private final AtomicReference<@Nullable Runnable> closing = new AtomicReference<>();

    /**
     * Creates an endpoint without sockets.
     *
     * @param requestedAddress where it is to receive; its address while it has no sockets
     */
    FlowEndpoint(
            String name,
            InetSocketAddress requestedAddress,
            MessageCodec<M> codec,
            Receiver<M> receiver,
            EndpointMeters meters,
            List<DatagramObserver> observers) {
        this.name = name;
        this.requestedAddress = requestedAddress;
        this.bytesMax = codec.maxBytes();
        this.monitor = new EndpointMonitor(name, meters, observers);
        this.sockets = new SocketLayer(name);
        this.notices = new RejectionNotices(name, sockets, monitor);
        this.messages = new MessageLayer<>(codec, receiver, notices, monitor);
        this.envelopes = new EnvelopeLayer(sockets, notices, monitor);
        this.sharing =
                new SharingLayer(messages::received, envelopes, codec.maySeveralShareADatagram(), bytesMax, monitor);
    }

    String name() {
        return name;
    }

    /** The largest valid datagram without its envelope. */
    int bytesMax() {
        return bytesMax;
    }

    /** What it sends from. */
    SocketLayer sockets() {
        return sockets;
    }

    /** What {@link #close()} does, once. */
    void onClose(Runnable action) {
        closing.set(action);
    }

    @Override
    public InetSocketAddress localAddress() {
        Binding bound = sockets.binding();
        return bound == null ? requestedAddress : bound.localAddress();
    }

    @Override
    public void send(InetSocketAddress to, M message) {
        sharing.send(to, messages.encoded(message));
    }

    @Override
    public void sendAll(InetSocketAddress to, List<M> several) {
        sharing.sendAll(to, several.stream().map(messages::encoded).toList());
    }

    @Override
    public void sendTogether(InetSocketAddress to, M message) {
        sharing.sendTogether(to, messages.encoded(message));
    }

    /**
     * Takes a datagram from the inbound flow. The receiving thread survives any content. Only an error that no datagram
     * can cause, such as a missing class or exhausted memory, is thrown.
     */
    void arrived(Message<?> received, Envelope envelope) {
        InetSocketAddress from = received.getHeaders().get(IpHeaders.PACKET_ADDRESS, InetSocketAddress.class);
        if (from == null || !(received.getPayload() instanceof byte[] datagram)) {
            return;
        }
        try {
            byte[] json = envelopes.opened(from, datagram, envelope);
            if (json != null) {
                sharing.received(from, json);
            }
        } catch (RuntimeException | StackOverflowError e) {
            monitor.receiverFailed(from, e);
        }
    }

    @Override
    public Optional<Rejection> rejection() {
        return notices.latest();
    }

    @Override
    public void close() {
        Runnable action = closing.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }
}
