package io.ringcast.dht.peer.ring;

import io.ringcast.protocol.dht.RingMessage;

/** The leader deletes the ring: one round, after which every node has forgotten its part. */
final class TeardownTask extends Task {
    TeardownTask(NodeState state, long nowNanos) {
        super(state, nowNanos);
    }

    void start(long nowNanos) {
        state.dropTable();
        if (state.requireMembership().ring() == 1) {
            finish(nowNanos);
        } else {
            state.links.send(new RingMessage.Teardown(state.self.user(), false));
        }
    }

    @Override
    void returned(RingMessage.Round round, long nowNanos) {
        if (round instanceof RingMessage.Teardown) {
            finish(nowNanos);
        }
    }

    private void finish(long nowNanos) {
        end();
        state.forget(nowNanos);
        state.emit(new Effect.TaskEnded(new TaskOutcome.RingTornDown()));
    }

    @Override
    void failed(FailureReason reason, String text, long nowNanos) {
        state.forget(nowNanos);
        state.emit(new Effect.TaskEnded(new TaskOutcome.RingFailed(reason, text)));
    }
}
