package io.ringcast.protocol.transport;

import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.RequestId;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.support.GenericMessage;

/** An endpoint between two integration flows: one that brings datagrams from the socket, one that takes them there. */
final class FlowEndpoint<M> implements Endpoint<M> {
    private static final Logger log = LoggerFactory.getLogger(FlowEndpoint.class);
    private static final byte[] NO_CONTENT = {};

    private final String name;
    private final InetSocketAddress localAddress;
    private final MessageCodec<M> codec;
    private final Receiver<M> receiver;
    private final Envelope envelope;
    private final EndpointMeters meters;
    private final List<DatagramObserver> observers;
    private final MessageChannel outbound;
    private final AtomicReference<@Nullable Runnable> closing = new AtomicReference<>();

    FlowEndpoint(
            String name,
            InetSocketAddress localAddress,
            MessageCodec<M> codec,
            Receiver<M> receiver,
            Envelope envelope,
            EndpointMeters meters,
            List<DatagramObserver> observers,
            MessageChannel outbound) {
        this.name = name;
        this.localAddress = localAddress;
        this.codec = codec;
        this.receiver = receiver;
        this.envelope = envelope;
        this.meters = meters;
        this.observers = observers;
        this.outbound = outbound;
    }

    /** What {@link #close()} does, once. */
    void onClose(Runnable action) {
        closing.set(action);
    }

    @Override
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public void send(InetSocketAddress to, M message) {
        byte[] json = codec.encode(message);
        String type = codec.typeOf(message);
        try {
            byte[] datagram = envelope.seal(to, json);
            outbound.send(new GenericMessage<>(datagram, Map.of(IpHeaders.PACKET_ADDRESS, to)));
            meters.sent(type);
            observe(Direction.OUT, to, type, codec.idOf(message), json);
        } catch (MessagingException e) {
            meters.unsent();
            log.debug("{} could not send a {} to {}", name, type, to, e);
            observe(Direction.OUT, to, DatagramEvent.UNSENT, codec.idOf(message), json);
        }
    }

    /** Takes a datagram from the inbound flow. Whatever it holds, the receiving thread goes on. */
    void arrived(Message<?> received) {
        InetSocketAddress from = received.getHeaders().get(IpHeaders.PACKET_ADDRESS, InetSocketAddress.class);
        if (from == null || !(received.getPayload() instanceof byte[] datagram)) {
            return;
        }
        try {
            switch (envelope.open(datagram)) {
                case Envelope.Opened.Content content -> dispatch(from, content.json());
                case Envelope.Opened.Rejected rejected -> {
                    meters.rejected(rejected.reason());
                    log.debug("{} rejected a datagram from {}: {}", name, from, rejected.reason());
                    observe(Direction.IN, from, DatagramEvent.REJECTED, null, NO_CONTENT);
                }
            }
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            meters.receiverFailed();
            log.error("{} failed to handle a datagram from {}", name, from, e);
        }
    }

    private void dispatch(InetSocketAddress from, byte[] json) {
        switch (codec.decode(json)) {
            case Decoded.Message<M> decoded -> {
                M message = decoded.message();
                String type = codec.typeOf(message);
                meters.received(type);
                observe(Direction.IN, from, type, codec.idOf(message), json);
                receiver.received(from, message);
            }
            case Decoded.Malformed<M> malformed -> {
                meters.malformed();
                log.debug("{} got a malformed datagram from {}: {}", name, from, malformed.reason());
                observe(Direction.IN, from, DatagramEvent.MALFORMED, malformed.requestId(), json);
                receiver.malformed(from, malformed);
            }
        }
    }

    private void observe(
            Direction direction, InetSocketAddress peer, String type, @Nullable RequestId id, byte[] json) {
        if (observers.isEmpty()) {
            return;
        }
        var event = new DatagramEvent(Instant.now(), name, direction, peer, type, id, json);
        for (DatagramObserver observer : observers) {
            observer.observed(event);
        }
    }

    @Override
    public void close() {
        Runnable action = closing.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }
}
