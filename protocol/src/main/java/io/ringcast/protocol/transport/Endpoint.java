package io.ringcast.protocol.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * One open UDP port of one protocol. A port of this host sends from {@link #localAddress()}, where it also receives the
 * answers. A group has no address to send from: its endpoint sends from another port.
 *
 * @param <M> the protocol's messages
 */
public interface Endpoint<M> extends AutoCloseable {
    /**
     * Where it receives; the port is the real one, also when any free port was asked for. Changes when the address of
     * the interface does. While it cannot receive, the requested address.
     */
    InetSocketAddress localAddress();

    /**
     * Sends one datagram, from any thread. A network error is counted and traced, not thrown: the caller handles it as
     * a lost datagram.
     *
     * @param to a host, or a multicast group
     * @throws IllegalArgumentException if the message does not fit a datagram
     */
    void send(InetSocketAddress to, M message);

    /**
     * Sends messages, in as few datagrams as possible if the other side accepts several in one: a group does, and so
     * does every address that has sent such a datagram. Otherwise like {@link #send(InetSocketAddress, Object)} for
     * each of them.
     */
    default void sendAll(InetSocketAddress to, List<M> messages) {
        messages.forEach(message -> send(to, message));
    }

    /**
     * Sends a message together with those that other threads send in this way at the same time, if the other side
     * accepts that. It may be sent a little later, and by another thread.
     */
    default void sendTogether(InetSocketAddress to, M message) {
        send(to, message);
    }

    /** The latest hint within half a minute that another process rejects what is sent from here. */
    default Optional<Rejection> rejection() {
        return Optional.empty();
    }

    /** Closes the port; nothing is received after it returns, unless it is called by the receiving thread itself. */
    @Override
    void close();
}
