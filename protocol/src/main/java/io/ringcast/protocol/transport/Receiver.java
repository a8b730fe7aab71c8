package io.ringcast.protocol.transport;

import io.ringcast.protocol.Decoded;
import java.net.InetSocketAddress;

/**
 * Takes what an endpoint receives.
 *
 * <p>One thread per endpoint calls, in the order of arrival. It is the thread that empties the socket: an implementation
 * that blocks lets the kernel drop datagrams. An exception is logged and counted and does not stop the endpoint.
 *
 * @param <M> the protocol's messages
 */
@FunctionalInterface
public interface Receiver<M> {
    /** A valid message arrived. */
    void received(InetSocketAddress from, M message);

    /**
     * Something else arrived. The endpoint has counted and traced it already; what is left to decide is whether the
     * sender is told, which only makes sense for unicast and with a request id.
     */
    default void malformed(InetSocketAddress from, Decoded.Malformed<M> malformed) {}
}
