package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.protocol.dht.RingMessage;

/** A task that sends messages once around the ring. */
public abstract class RoundTask extends Task {
    RoundTask(NodeState state, long nowNanos) {
        super(state, nowNanos);
    }

    /** A message that this node sent has come back from its left neighbour. */
    public abstract void returned(RingMessage.RoundTrip round, long nowNanos);
}
