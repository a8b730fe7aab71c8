package io.ringcast.dht.peer.ring;

import io.ringcast.protocol.dht.DirectMessage;

/** Takes the answer to a direct request, and the time at which it came. */
@FunctionalInterface
interface AnswerConsumer {
    void accept(DirectMessage.Answer answer, long nowNanos);
}
