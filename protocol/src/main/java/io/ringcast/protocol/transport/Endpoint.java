package io.ringcast.protocol.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * One open UDP port that speaks one protocol. What a port of this host sends leaves from {@link #localAddress()}, so that
 * answers come back to where somebody listens. A group is no address to send from: its endpoint sends from another port.
 *
 * @param <M> the protocol's messages
 */
public interface Endpoint<M> extends AutoCloseable {
    /**
     * Where it receives; the port is the real one, also when any free port was asked for. Changes when the address of the
     * interface does. While it cannot receive, what was asked for.
     */
    InetSocketAddress localAddress();

    /**
     * Sends one datagram, from any thread. A network error is counted and traced, not thrown: to the caller it is the
     * same as a datagram that was lost.
     *
     * @param to a host, or a multicast group
     * @throws IllegalArgumentException if the message does not fit a datagram
     */
    void send(InetSocketAddress to, M message);

    /**
     * Sends messages, in as few datagrams as they fit into if the other side takes that: a group, or who has itself sent
     * several in a datagram. Otherwise like {@link #send(InetSocketAddress, Object)} for each of them.
     */
    default void sendAll(InetSocketAddress to, List<M> messages) {
        messages.forEach(message -> send(to, message));
    }

    /**
     * Sends a message together with what other threads send in this way at this moment, if the other side takes that. It
     * may leave a little later than otherwise, and by the hand of another thread.
     */
    default void sendTogether(InetSocketAddress to, M message) {
        send(to, message);
    }

    /** The last hint, of the last half minute, that another process rejects what is sent from here. */
    default Optional<Rejection> rejection() {
        return Optional.empty();
    }

    /** Closes the port; nothing is received after it returns, unless it is called by the receiving thread itself. */
    @Override
    void close();
}
