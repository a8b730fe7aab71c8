package io.ringcast.protocol.transport.stack;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.transport.DatagramEvent;
import io.ringcast.protocol.transport.DatagramObserver;
import io.ringcast.protocol.transport.Direction;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what passes through one endpoint, and shows it to the observers. Any thread. */
final class EndpointMonitor {
    private static final Logger log = LoggerFactory.getLogger(EndpointMonitor.class);
    private static final byte[] NO_CONTENT = {};
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final int JGROUPS_MAJOR = 5;
    private static final int JGROUPS_MAJOR_SHIFT = 3;

    private final String endpoint;
    private final EndpointMeters meters;
    private final List<DatagramObserver> observers;
    private final AtomicLong nextWarningNanos = new AtomicLong(System.nanoTime());

    EndpointMonitor(String endpoint, EndpointMeters meters, List<DatagramObserver> observers) {
        this.endpoint = endpoint;
        this.meters = meters;
        this.observers = observers;
    }

    void sent(InetSocketAddress to, EncodedMessage message) {
        meters.sent(message.type());
        observe(Direction.OUT, to, message);
    }

    /** A datagram with these messages could not be sent. */
    void unsent(InetSocketAddress to, List<EncodedMessage> messages) {
        meters.unsent();
        for (EncodedMessage message : messages) {
            observe(
                    Direction.OUT,
                    to,
                    new EncodedMessage(DatagramEvent.UNSENT, message.id(), message.background(), message.json()));
        }
    }

    void received(InetSocketAddress from, EncodedMessage message) {
        meters.received(message.type());
        observe(Direction.IN, from, message);
    }

    void malformed(InetSocketAddress from, Decoded.Malformed<?> malformed, byte[] json) {
        meters.malformed();
        log.debug("{} got a malformed datagram from {}: {}", endpoint, from, malformed.reason());
        tellNeighbours(from, json);
        observe(Direction.IN, from, DatagramEvent.MALFORMED, malformed.requestId(), json);
    }

    /** A datagram was not authentic or not fresh; observers do not see its content. */
    void rejected(InetSocketAddress from, String reason, byte[] datagram) {
        meters.rejected(reason);
        tellNeighbours(from, datagram);
        log.debug("{} rejected a datagram from {}: {}", endpoint, from, reason);
        observe(Direction.IN, from, DatagramEvent.REJECTED, null, NO_CONTENT);
    }

    /** The servers of another group may use this port among themselves: two bytes of JGroups's version begin what they say. */
    private void tellNeighbours(InetSocketAddress from, byte[] datagram) {
        if (datagram.length <= Short.BYTES || (datagram[0] & 0xff) >>> JGROUPS_MAJOR_SHIFT != JGROUPS_MAJOR) {
            return;
        }
        long now = System.nanoTime();
        long next = nextWarningNanos.get();
        if (now - next >= 0 && nextWarningNanos.compareAndSet(next, now + BETWEEN_WARNINGS.toNanos())) {
            log.warn(
                    "What arrives at the port of {} from {} looks like what the servers of a group say to each other: another"
                            + " group has the port below this one, and its servers use this one. Choose another port for one"
                            + " of the two groups, at least 2 away. This is logged at most once a minute.",
                    endpoint,
                    from);
        }
    }

    void noticeSent(InetSocketAddress to, byte[] notice) {
        meters.sent(DatagramEvent.NOTICE);
        observe(Direction.OUT, to, DatagramEvent.NOTICE, null, notice);
    }

    void noticeReceived(InetSocketAddress from, byte[] notice) {
        meters.received(DatagramEvent.NOTICE);
        observe(Direction.IN, from, DatagramEvent.NOTICE, null, notice);
    }

    /** A datagram held more than one message. */
    void shared(Direction direction) {
        meters.shared(direction);
    }

    /** What arrived could not be handled, by an error of this process. */
    void receiverFailed(InetSocketAddress from, Throwable e) {
        meters.receiverFailed();
        log.error("{} failed to handle a datagram from {}", endpoint, from, e);
    }

    private void observe(
            Direction direction, InetSocketAddress peer, String type, @Nullable RequestId id, byte[] json) {
        observe(direction, peer, new EncodedMessage(type, id, false, json));
    }

    private void observe(Direction direction, InetSocketAddress peer, EncodedMessage message) {
        if (observers.isEmpty()) {
            return;
        }
        var event = new DatagramEvent(
                Instant.now(),
                endpoint,
                direction,
                peer,
                message.type(),
                message.id(),
                message.background(),
                message.json());
        for (DatagramObserver observer : observers) {
            observer.observed(event);
        }
    }
}
