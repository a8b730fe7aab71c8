package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;

/** This node has the leader build it into the ring. */
public final class JoinTask extends Task {
    private final Member leader;
    private final long epoch;

    /** Creates it; {@link #start} begins it. */
    public JoinTask(NodeState state, Member leader, long epoch, long nowNanos) {
        super(state, nowNanos);
        this.leader = leader;
        this.epoch = epoch;
    }

    /** Whether the place in a ring of that epoch is what it waits for. */
    public boolean isFor(long ringEpoch) {
        return !isOver() && epoch == ringEpoch;
    }

    /** Asks the leader. */
    public void start(long nowNanos) {
        state.requests()
                .ask(
                        leader.queries(),
                        new DirectMessage.JoinRing(state.nextId(), state.self(), epoch),
                        state.settings().link().silenceMax(),
                        nowNanos,
                        (from, answer, now) -> answered(answer, now),
                        now -> fail(
                                FailureReason.MEMBER_SILENT,
                                leader.user() + ", the leader, does not answer join-ring",
                                now));
    }

    private void answered(DirectMessage.DirectAnswer answer, long nowNanos) {
        if (isOver()) {
            return;
        }
        if (answer instanceof DirectMessage.Rebuilt rebuilt) {
            end();
            state.emit(new NodeEffect.TaskEnded(new TaskOutcome.RingJoined(leader.user(), rebuilt.counts())));
        } else if (answer instanceof DirectMessage.RequestRefused refused) {
            fail(
                    FailureReason.RECORDS_LOST,
                    leader.user() + " cannot build the ring again: " + refused.text(),
                    nowNanos);
        }
    }

    /** The leader watches the progress; if it is silent, the request to it fails. */
    @Override
    void advance(long nowNanos) {
        progressed(nowNanos);
    }

    @Override
    void failed(FailureReason reason, String text, long nowNanos) {
        state.forget(nowNanos);
        state.emit(new NodeEffect.TaskEnded(new TaskOutcome.RingFailed(reason, text)));
    }
}
