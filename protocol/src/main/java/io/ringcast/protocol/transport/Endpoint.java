package io.ringcast.protocol.transport;

import java.net.InetSocketAddress;

/**
 * One open UDP port that speaks one protocol. What a port of this host sends leaves from {@link #localAddress()}, so that
 * answers come back to where somebody listens. A group is no address to send from: its endpoint sends from another port.
 *
 * @param <M> the protocol's messages
 */
public interface Endpoint<M> extends AutoCloseable {
    /** Where it receives; the port is the real one, also when any free port was asked for. */
    InetSocketAddress localAddress();

    /**
     * Sends one datagram, from any thread. A network error is counted and traced, not thrown: to the caller it is the
     * same as a datagram that was lost.
     *
     * @param to a host, or a multicast group
     * @throws IllegalArgumentException if the message does not fit a datagram
     */
    void send(InetSocketAddress to, M message);

    /** Closes the port; nothing is received after it returns, unless it is called by the receiving thread itself. */
    @Override
    void close();
}
