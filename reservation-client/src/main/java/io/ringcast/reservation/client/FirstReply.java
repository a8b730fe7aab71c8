package io.ringcast.reservation.client;

import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.Status;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * The reply that ends a command: the first outcome, or an UNAVAILABLE if no server gave one.
 *
 * @param reply put together from all its parts
 * @param from the address that it came from
 * @param latency from the first datagram sent to the reply complete
 * @param attempts how often the command had been sent by then
 */
public record FirstReply(Reply reply, InetSocketAddress from, Duration latency, int attempts) {
    /** How the command ended. */
    public Status status() {
        return reply.status();
    }
}
