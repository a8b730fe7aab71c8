package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.RingMessage;

/** The leader deletes the ring: one round, after which every node has forgotten its part. */
public final class TeardownTask extends RoundTask {
    /** Creates it; {@link #start} begins it. */
    public TeardownTask(NodeState state, long nowNanos) {
        super(state, nowNanos);
    }

    /** Sends the round. */
    public void start(long nowNanos) {
        boolean alone = state.isAlone();
        state.dropTable();
        if (alone) {
            finish(nowNanos);
        } else {
            state.links().send(new RingMessage.Teardown(state.self().user(), false));
        }
    }

    @Override
    public void returned(RingMessage.RoundTrip round, long nowNanos) {
        if (round instanceof RingMessage.Teardown) {
            finish(nowNanos);
        }
    }

    private void finish(long nowNanos) {
        end();
        state.forget(nowNanos);
        state.emit(new NodeEffect.TaskEnded(new TaskOutcome.RingTornDown()));
    }

    @Override
    void failed(FailureReason reason, String text, long nowNanos) {
        state.forget(nowNanos);
        state.emit(new NodeEffect.TaskEnded(new TaskOutcome.RingFailed(reason, text)));
    }
}
