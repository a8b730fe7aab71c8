package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.dht.DirectMessage;

/** Takes the answer to a direct request, and the time at which it came. */
@FunctionalInterface
public interface AnswerConsumer {
    /** Called once. */
    void accept(DirectMessage.DirectAnswer answer, long nowNanos);
}
