package io.ringcast.protocol;

import io.ringcast.foundation.RequestId;
import org.jspecify.annotations.Nullable;

/** A received datagram, decoded: a message, or the reason why it is not one. */
public sealed interface Decoded<M> {
    /** The datagram was a valid message. */
    record Message<M>(M message) implements Decoded<M> {}

    /**
     * The datagram was not a valid message.
     *
     * @param reason a sentence for people that says what would have been right
     * @param requestId the request id, if it could be read: the sender can then be answered; null if not
     */
    record Malformed<M>(String reason, @Nullable RequestId requestId) implements Decoded<M> {}
}
