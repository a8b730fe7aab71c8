package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.ring.state.DecreedView;
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
 * neighbour; then the right neighbour is asked to rebuild. Where records have copies, this node keeps its table until the managers
 * say that the ring is rebuilt: the new leader may fetch its records.
 */
public final class LeaveTask extends RoundTask {
    private final LinkId bridge;
    private final long granted;
    private Membership place;
    private int members;
    private boolean begun;

    /**
     * Creates it; {@link #start} begins it.
     *
     * @param granted epoch of the manager when it granted this
     */
    public LeaveTask(NodeState state, long granted, long nowNanos) {
        super(state, nowNanos);
        this.granted = granted;
        this.place = state.requireMembership();
        this.members = state.members();
        this.bridge = state.nextLink();
    }

    /** The highest epoch of which it knows. */
    public long epoch() {
        return Math.max(place.latest(), granted);
    }

    /**
     * Deletes all tables of the ring. Where records have copies they are set aside instead, and this begins only with the view
     * that the managers have told as they granted it: the ring may have changed since.
     */
    public void start() {
        if (state.holdings().copies() == 1) {
            begun = true;
            state.dropTable();
            state.links().send(new RingMessage.Teardown(state.self().user(), true));
        }
    }

    private void beginFrom(DecreedView decreed, long nowNanos) {
        begun = true;
        progressed(nowNanos);
        place = state.requireMembership();
        members = decreed.view().members().size();
        state.setAside(granted);
        state.links().send(new RingMessage.Teardown(state.self().user(), true, granted));
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
            case RingMessage.Introduce other -> {}
        }
    }

    private void cutOut(long nowNanos) {
        Member newLeader = place.right();
        state.links().send(new RingMessage.ResetLeft(place.left(), bridge));
        state.leaveRing(nowNanos);
        state.requests()
                .ask(
                        newLeader.queries(),
                        new DirectMessage.RebuildDht(state.nextId(), bridge),
                        state.settings().link().silenceMax(),
                        nowNanos,
                        (from, answer, now) -> rebuilt(answer, now),
                        now -> fail(
                                FailureReason.MEMBER_SILENT,
                                newLeader.user() + ", the new leader, does not answer rebuild-dht",
                                now));
    }

    private void rebuilt(DirectMessage.DirectAnswer answer, long nowNanos) {
        if (isOver()) {
            return;
        }
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
        DecreedView decreed = state.view();
        if (!begun && decreed != null && decreed.view().since() == granted) {
            beginFrom(decreed, nowNanos);
        } else if (!begun && decreed != null && decreed.view().since() > granted) {
            fail(FailureReason.REBUILD_GIVEN_UP, "the managers have given the leave up, and the DHT goes on", nowNanos);
        } else if (state.membership() == null) {
            // From here on the new leader watches the progress; if it is silent, the request to it fails.
            progressed(nowNanos);
        }
    }

    @Override
    void failed(FailureReason reason, String text, long nowNanos) {
        if (begun) {
            state.leaveRing(nowNanos);
        }
        state.emit(new NodeEffect.TaskEnded(new TaskOutcome.RingFailed(reason, text)));
    }
}
