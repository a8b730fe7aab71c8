package io.ringcast.console.trace;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.transport.DatagramEvent;
import io.ringcast.protocol.transport.Direction;
import io.swagger.v3.oas.annotations.media.Schema;
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
        @Schema(example = "2026-11-21T08:15:30.123Z") Instant at,
        @Schema(example = "group") String endpoint,
        @Schema(example = "in") String direction,
        @Schema(example = "127.0.0.1:40123") String peer,
        @Schema(example = "rooms") String type,
        @Schema(example = "c7f3k9-2") @Nullable String id,

        @Schema(example = "{\"v\":1,\"type\":\"rooms\",\"id\":\"c7f3k9-2\",\"attempt\":1}")
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
