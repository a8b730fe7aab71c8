package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.link.LinkId;

/**
 * This node takes itself out of the ring: a teardown round, a reset-id round that makes the right neighbour node 0, a
 * reset-right round in which the left neighbour takes the right neighbour as its own, a reset-left to the right
 * neighbour; then the right neighbour is asked to rebuild.
 */
public final class LeaveTask extends RoundTask {
    private final Membership place;
    private final int members;
    private final LinkId bridge;

    /** Creates it; {@link #start} begins it. */
    public LeaveTask(NodeState state, long nowNanos) {
        super(state, nowNanos);
        this.place = state.requireMembership();
        this.members = state.members();
        this.bridge = state.nextLink();
    }

    /** The epoch of the ring that it leaves. */
    public long epoch() {
        return place.epoch();
    }

    /** Deletes all tables of the ring. */
    public void start() {
        state.dropTable();
        state.links().send(new RingMessage.Teardown(state.self().user(), true));
    }

    @Override
    public void returned(RingMessage.RoundTrip round, long nowNanos) {
        progressed(nowNanos);
        switch (round) {
            case RingMessage.Teardown teardown ->
                state.links().send(new RingMessage.ResetId(state.self().user(), 0, members - 1));
            case RingMessage.ResetId reset ->
                state.links().send(new RingMessage.ResetRight(state.self().user(), place.right(), bridge));
            case RingMessage.ResetRight reset -> cutOut(nowNanos);
        }
    }

    private void cutOut(long nowNanos) {
        Member newLeader = place.right();
        state.links().send(new RingMessage.ResetLeft(place.left(), bridge));
        state.forget(nowNanos);
        state.requests()
                .ask(
                        newLeader.queries(),
                        new DirectMessage.RebuildDht(state.nextId(), bridge),
                        state.settings().link().silenceMax(),
                        nowNanos,
                        this::rebuilt,
                        now -> fail(
                                FailureReason.MEMBER_SILENT,
                                newLeader.user() + ", the new leader, does not answer rebuild-dht",
                                now));
    }

    private void rebuilt(DirectMessage.DirectAnswer answer, long nowNanos) {
        if (answer instanceof DirectMessage.Rebuilt rebuilt) {
            end();
            state.emit(new NodeEffect.TaskEnded(
                    new TaskOutcome.RingLeft(place.right().user(), rebuilt.counts())));
        } else if (answer instanceof DirectMessage.RequestRefused refused) {
            fail(
                    FailureReason.DATASET_UNREADABLE,
                    place.right().user() + " cannot rebuild: " + refused.text(),
                    nowNanos);
        }
    }

    @Override
    void advance(long nowNanos) {
        if (state.membership() == null) {
            // From here on the new leader watches the progress; if it is silent, the request to it fails.
            progressed(nowNanos);
        }
    }

    @Override
    void failed(FailureReason reason, String text, long nowNanos) {
        state.forget(nowNanos);
        state.emit(new NodeEffect.TaskEnded(new TaskOutcome.RingFailed(reason, text)));
    }
}
