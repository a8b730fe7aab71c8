package io.ringcast.protocol.transport.stack;

import io.ringcast.protocol.transport.Direction;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Puts several messages into one datagram where the other side accepts that, and takes them out again ({@link
 * SharedDatagram}). A group accepts it, and so does everyone who has sent such a datagram.
 */
final class SharingLayer {
    private static final int SHARERS_MAX = 4_096;

    private final BiConsumer<InetSocketAddress, byte[]> above;
    private final EnvelopeLayer below;
    private final boolean enabled;
    private final int bytesMax;
    private final EndpointMonitor monitor;
    private final Departures<InetSocketAddress, EncodedMessage> departures = new Departures<>(this::sendAll);
    /** The addresses that have sent several messages in a datagram. */
    private final Set<InetSocketAddress> sharers = ConcurrentHashMap.newKeySet();

    /**
     * @param above takes each message for itself
     * @param enabled whether the protocol permits it
     * @param bytesMax the largest datagram without its envelope
     */
    SharingLayer(
            BiConsumer<InetSocketAddress, byte[]> above,
            EnvelopeLayer below,
            boolean enabled,
            int bytesMax,
            EndpointMonitor monitor) {
        this.above = above;
        this.below = below;
        this.enabled = enabled;
        this.bytesMax = bytesMax;
        this.monitor = monitor;
    }

    /** Sends a message in a datagram of its own. */
    void send(InetSocketAddress to, EncodedMessage message) {
        if (below.send(to, message.json())) {
            monitor.sent(to, message);
        } else {
            monitor.unsent(to, List.of(message));
        }
    }

    /** Sends a message together with what other threads send in this way at this moment. */
    void sendTogether(InetSocketAddress to, EncodedMessage message) {
        if (takesSeveral(to)) {
            departures.send(to, message);
        } else {
            send(to, message);
        }
    }

    /** Sends messages in as few datagrams as the other side accepts. */
    void sendAll(InetSocketAddress to, List<EncodedMessage> messages) {
        boolean share = messages.size() > 1 && takesSeveral(to);
        List<EncodedMessage> datagram = new ArrayList<>();
        int bytes = 0;
        for (EncodedMessage message : messages) {
            boolean fits = SharedDatagram.bytesWith(bytes, message.json()) <= bytesMax
                    && datagram.size() < SharedDatagram.MESSAGES_MAX;
            if (!datagram.isEmpty() && !(share && fits)) {
                sendDatagram(to, datagram);
                datagram.clear();
                bytes = 0;
            }
            datagram.add(message);
            bytes = SharedDatagram.bytesWith(bytes, message.json());
        }
        if (!datagram.isEmpty()) {
            sendDatagram(to, datagram);
        }
    }

    private void sendDatagram(InetSocketAddress to, List<EncodedMessage> messages) {
        if (messages.size() == 1) {
            send(to, messages.getFirst());
            return;
        }
        byte[] json =
                SharedDatagram.of(messages.stream().map(EncodedMessage::json).toList());
        if (below.send(to, json)) {
            monitor.shared(Direction.OUT);
            messages.forEach(message -> monitor.sent(to, message));
        } else {
            monitor.unsent(to, messages);
        }
    }

    private boolean takesSeveral(InetSocketAddress to) {
        return enabled && (to.getAddress().isMulticastAddress() || sharers.contains(to));
    }

    /** Splits the content of a datagram. A message whose handling fails does not affect the others. */
    void received(InetSocketAddress from, byte[] json) {
        boolean mayBeSeveral = enabled && json.length <= bytesMax;
        List<byte[]> messages = mayBeSeveral ? SharedDatagram.split(json) : List.of(json);
        if (messages.size() > 1) {
            monitor.shared(Direction.IN);
            rememberSharer(from);
        }
        for (byte[] message : messages) {
            try {
                above.accept(from, message);
            } catch (RuntimeException | StackOverflowError e) {
                monitor.receiverFailed(from, e);
            }
        }
    }

    /** A sender that is forgotten here gets more datagrams until it shares one again. */
    private void rememberSharer(InetSocketAddress from) {
        if (sharers.add(from) && sharers.size() > SHARERS_MAX) {
            sharers.clear();
        }
    }
}
