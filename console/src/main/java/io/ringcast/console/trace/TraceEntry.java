package io.ringcast.console.trace;

import io.ringcast.protocol.RequestId;
import io.ringcast.protocol.transport.DatagramEvent;
import io.ringcast.protocol.transport.Direction;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A datagram as REST shows it.
 *
 * @param at when it was sent or received
 * @param endpoint which of the process's ports
 * @param direction {@code in} or {@code out}
 * @param peer where it came from or went to, as {@code address:port}
 * @param type the message's type, or {@code malformed}, {@code rejected} or {@code unsent}
 * @param id the request that it is or answers, if any
 * @param text the datagram, without its signature
 */
record TraceEntry(
        Instant at,
        String endpoint,
        String direction,
        String peer,
        String type,
        @Nullable String id,
        String text) {
    static TraceEntry of(DatagramEvent event) {
        RequestId id = event.id();
        return new TraceEntry(
                event.at(),
                event.endpoint(),
                event.direction() == Direction.IN ? "in" : "out",
                text(event.peer()),
                event.type(),
                id == null ? null : id.toString(),
                event.text());
    }

    private static String text(InetSocketAddress peer) {
        String host =
                peer.isUnresolved() ? peer.getHostString() : peer.getAddress().getHostAddress();
        return host + ":" + peer.getPort();
    }
}
