package io.ringcast.protocol;

import io.ringcast.foundation.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Turns the messages of one protocol into datagrams and back. Any thread may call it, and no result depends on earlier
 * calls.
 *
 * @param <M> the sealed interface of the protocol's messages
 */
public interface MessageCodec<M> {
    /**
     * Writes a message as one UTF-8 JSON object.
     *
     * @throws IllegalArgumentException if the result would be larger than {@link #maxBytes()}: the caller has to split
     *     what it sends
     */
    byte[] encode(M message);

    /** Reads a datagram. Never throws, whatever the bytes are. */
    Decoded<M> decode(byte[] datagram);

    /** The message's type as it stands on the wire; one of a small, fixed set, fit for counters. */
    String typeOf(M message);

    /** The request that a message is or answers; null for messages that are neither. Exchanges and traces use it. */
    default @Nullable RequestId idOf(M message) {
        return null;
    }

    /** Whether a message is one of those that pass all the time, such as signs of life: counted, but not kept in traces. */
    default boolean isBackground(M message) {
        return false;
    }

    /** Whether a datagram may hold several messages of this protocol, one JSON object after the other. */
    default boolean maySeveralShareADatagram() {
        return false;
    }

    /** The largest datagram, in bytes, that {@link #encode} writes and {@link #decode} takes. */
    int maxBytes();
}
