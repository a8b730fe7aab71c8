package io.ringcast.protocol.transport;

import io.ringcast.protocol.Decoded;
import java.net.InetSocketAddress;

/**
 * Handles what an endpoint receives.
 *
 * <p>One thread per endpoint calls, in the order of arrival. It is the thread that reads the socket: while an
 * implementation blocks, the kernel drops datagrams. An exception is logged and counted and does not stop the endpoint.
 *
 * @param <M> the protocol's messages
 */
@FunctionalInterface
public interface Receiver<M> {
    /** A valid message arrived. */
    void received(InetSocketAddress from, M message);

    /**
     * Something else arrived. The endpoint has counted and traced it already; the receiver decides whether to answer
     * the sender, which only makes sense for unicast and with a request id.
     */
    default void malformed(InetSocketAddress from, Decoded.Malformed<M> malformed) {}
}
