package io.ringcast.protocol.transport.stack;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.signing.Envelope;
import io.ringcast.protocol.signing.SignedEnvelope;
import io.ringcast.protocol.transport.DatagramEvent;
import io.ringcast.protocol.transport.DatagramObserver;
import io.ringcast.protocol.transport.Direction;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Receiver;
import io.ringcast.protocol.transport.Rejection;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.support.GenericMessage;

/** An endpoint between two integration flows: one that brings datagrams from the socket, one that takes them there. */
final class FlowEndpoint<M> implements Endpoint<M> {
    private static final Logger log = LoggerFactory.getLogger(FlowEndpoint.class);
    private static final byte[] NO_CONTENT = {};
    private static final int SHARERS_MAX = 4_096;

    private final String name;
    private final InetSocketAddress requestedAddress;
    private final MessageCodec<M> codec;
    private final Receiver<M> receiver;
    private final EndpointMeters meters;
    private final List<DatagramObserver> observers;
    private final RejectionNotices notices;
    /** Null while the interface cannot be used. */
    private volatile @Nullable Binding binding;

    private final Departures<InetSocketAddress, Encoded<M>> departures = new Departures<>(this::sendEncoded);
    /** Who sends several messages in a datagram, and so can read them. */
    private final Set<InetSocketAddress> sharers = ConcurrentHashMap.newKeySet();

    private final AtomicReference<@Nullable Runnable> closing = new AtomicReference<>();

    /** A message and the JSON object that it is on the wire. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Encoded<M>(M message, byte[] json) {}

    /**
     * Creates an endpoint without sockets.
     *
     * @param requestedAddress where it is to receive; told as its address while it has no sockets
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
        this.codec = codec;
        this.receiver = receiver;
        this.meters = meters;
        this.observers = observers;
        this.notices = new RejectionNotices(name);
    }

    String name() {
        return name;
    }

    /** The largest valid datagram without its envelope. */
    int bytesMax() {
        return codec.maxBytes();
    }

    /** The sockets that it has now. */
    @Nullable
    Binding binding() {
        return binding;
    }

    /** Sends from these sockets from now on; from none if null. */
    void use(@Nullable Binding sockets) {
        binding = sockets;
    }

    /** What {@link #close()} does, once. */
    void onClose(Runnable action) {
        closing.set(action);
    }

    @Override
    public InetSocketAddress localAddress() {
        Binding bound = binding;
        return bound == null ? requestedAddress : bound.localAddress();
    }

    @Override
    public void send(InetSocketAddress to, M message) {
        sendOne(to, List.of(encoded(message)));
    }

    @Override
    public void sendAll(InetSocketAddress to, List<M> messages) {
        sendEncoded(to, messages.stream().map(this::encoded).toList());
    }

    @Override
    public void sendTogether(InetSocketAddress to, M message) {
        if (takesSeveral(to)) {
            departures.send(to, encoded(message));
        } else {
            send(to, message);
        }
    }

    private Encoded<M> encoded(M message) {
        return new Encoded<>(message, codec.encode(message));
    }

    private void sendEncoded(InetSocketAddress to, List<Encoded<M>> messages) {
        boolean share = messages.size() > 1 && takesSeveral(to);
        List<Encoded<M>> datagram = new ArrayList<>();
        int bytes = 0;
        for (Encoded<M> message : messages) {
            boolean fits = SharedDatagram.bytesWith(bytes, message.json) <= codec.maxBytes()
                    && datagram.size() < SharedDatagram.MESSAGES_MAX;
            if (!datagram.isEmpty() && !(share && fits)) {
                sendOne(to, datagram);
                datagram.clear();
                bytes = 0;
            }
            datagram.add(message);
            bytes = SharedDatagram.bytesWith(bytes, message.json);
        }
        if (!datagram.isEmpty()) {
            sendOne(to, datagram);
        }
    }

    private boolean takesSeveral(InetSocketAddress to) {
        return codec.maySeveralShareADatagram() && (to.getAddress().isMulticastAddress() || sharers.contains(to));
    }

    private void sendOne(InetSocketAddress to, List<Encoded<M>> messages) {
        Binding bound = binding;
        if (bound == null) {
            unsent(to, messages);
            return;
        }
        try {
            byte[] json = SharedDatagram.of(
                    messages.stream().map(message -> message.json).toList());
            byte[] datagram = bound.envelope().seal(to, json);
            bound.outbound().send(new GenericMessage<>(datagram, Map.of(IpHeaders.PACKET_ADDRESS, to)));
            if (messages.size() > 1) {
                meters.shared(Direction.OUT);
            }
            for (Encoded<M> message : messages) {
                String type = codec.typeOf(message.message);
                meters.sent(type);
                observe(Direction.OUT, to, type, codec.idOf(message.message), message.json);
            }
        } catch (MessagingException e) {
            log.debug("{} could not send a datagram to {}", name, to, e);
            unsent(to, messages);
        }
    }

    private void unsent(InetSocketAddress to, List<Encoded<M>> messages) {
        meters.unsent();
        for (Encoded<M> message : messages) {
            observe(Direction.OUT, to, DatagramEvent.UNSENT, codec.idOf(message.message), message.json);
        }
    }

    /**
     * Takes a datagram from the inbound flow. Whatever it holds, the receiving thread goes on. An error that no datagram
     * can cause, such as a class that is missing or memory that has run out, passes.
     */
    void arrived(Message<?> received, Envelope envelope) {
        InetSocketAddress from = received.getHeaders().get(IpHeaders.PACKET_ADDRESS, InetSocketAddress.class);
        if (from == null || !(received.getPayload() instanceof byte[] datagram)) {
            return;
        }
        try {
            switch (envelope.open(datagram)) {
                case Envelope.Opened.Content content -> dispatchAll(from, content.json());
                case Envelope.Opened.Rejected rejected -> rejected(from, datagram, rejected);
            }
        } catch (RuntimeException | StackOverflowError e) {
            failed(from, e);
        }
    }

    private void rejected(InetSocketAddress from, byte[] datagram, Envelope.Opened.Rejected rejected) {
        if (isNotice(from, datagram)) {
            return;
        }
        meters.rejected(rejected.reason());
        log.debug("{} rejected a datagram from {}: {}", name, from, rejected.reason());
        observe(Direction.IN, from, DatagramEvent.REJECTED, null, NO_CONTENT);
        Rejection.Reason.named(rejected.reason()).ifPresent(reason -> tell(from, datagram, reason));
    }

    private boolean isNotice(InetSocketAddress from, byte[] datagram) {
        boolean isNotice = notices.take(from, datagram);
        if (isNotice) {
            meters.received(DatagramEvent.NOTICE);
            observe(Direction.IN, from, DatagramEvent.NOTICE, null, datagram);
        }
        return isNotice;
    }

    /** Tells a sender why what it sends has no effect, outside of any envelope: it could not open one. */
    private void tell(InetSocketAddress to, byte[] rejected, Rejection.Reason reason) {
        Binding bound = binding;
        byte[] notice = notices.answerTo(to, rejected, reason).orElse(null);
        if (bound == null || notice == null) {
            return;
        }
        try {
            bound.outbound().send(new GenericMessage<>(notice, Map.of(IpHeaders.PACKET_ADDRESS, to)));
            meters.sent(DatagramEvent.NOTICE);
            observe(Direction.OUT, to, DatagramEvent.NOTICE, null, notice);
        } catch (MessagingException e) {
            log.debug("{} could not send a notice to {}", name, to, e);
        }
    }

    @Override
    public Optional<Rejection> rejection() {
        return notices.latest();
    }

    private void failed(InetSocketAddress from, Throwable e) {
        meters.receiverFailed();
        log.error("{} failed to handle a datagram from {}", name, from, e);
    }

    private void dispatchAll(InetSocketAddress from, byte[] json) {
        boolean mayBeSeveral = codec.maySeveralShareADatagram() && json.length <= codec.maxBytes();
        List<byte[]> messages = mayBeSeveral ? SharedDatagram.split(json) : List.of(json);
        if (messages.size() > 1) {
            meters.shared(Direction.IN);
            rememberSharer(from);
        }
        for (byte[] message : messages) {
            try {
                dispatch(from, message);
            } catch (RuntimeException | StackOverflowError e) {
                failed(from, e);
            }
        }
    }

    /** Whoever is forgotten here is answered with more datagrams until it shares one again. */
    private void rememberSharer(InetSocketAddress from) {
        if (sharers.add(from) && sharers.size() > SHARERS_MAX) {
            sharers.clear();
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
                if (isNotice(from, json)) {
                    return;
                }
                meters.malformed();
                log.debug("{} got a malformed datagram from {}: {}", name, from, malformed.reason());
                observe(Direction.IN, from, DatagramEvent.MALFORMED, malformed.requestId(), json);
                receiver.malformed(from, malformed);
                if (SignedEnvelope.isSigned(json)) {
                    tell(from, json, Rejection.Reason.SIGNED);
                }
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
