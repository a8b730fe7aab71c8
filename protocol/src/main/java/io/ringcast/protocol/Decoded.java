package io.ringcast.protocol;

import io.ringcast.foundation.RequestId;
import org.jspecify.annotations.Nullable;

/** What became of a received datagram: a message, or the reason why it is none. */
public sealed interface Decoded<M> {
    /** The datagram was a valid message. */
    record Message<M>(M message) implements Decoded<M> {}

    /**
     * The datagram was not a valid message.
     *
     * @param reason a sentence for people that says what would have been right
     * @param requestId the id that could still be read from it, so that the sender can be told; null if none
     */
    record Malformed<M>(String reason, @Nullable RequestId requestId) implements Decoded<M> {}
}
