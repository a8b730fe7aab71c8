package io.ringcast.protocol.exchange;

import java.net.InetSocketAddress;

/**
 * One request and its answers, as a {@link RequestExchange} runs it. Calls never overlap, except those of {@link
 * #late}. They are made on the endpoint's receiving thread or the timer's, and must return at once.
 *
 * @param <M> the protocol's messages
 */
public interface Conversation<M> {
    /** The request as it is sent for the n-th time, from 1. */
    M attempt(int number);

    /**
     * An answer arrived.
     *
     * @return true when the request is answered and need not be sent again; false to wait for more
     */
    boolean received(InetSocketAddress from, M answer);

    /** The request is over because {@link #received} said so. The place to wake threads that wait for the answer. */
    default void answered() {}

    /** Another answer arrived after the request had been answered or given up. */
    default void late(InetSocketAddress from, M answer) {}

    /** The last attempt was not answered in time. The conversation is over. */
    void gaveUp();
}
