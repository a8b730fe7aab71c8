package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.dht.DirectMessage;
import java.net.InetSocketAddress;

/** Takes the answer to a direct request, from whom it came, and when. */
@FunctionalInterface
public interface AnswerConsumer {
    /** Called once. */
    void accept(InetSocketAddress from, DirectMessage.DirectAnswer answer, long nowNanos);
}
