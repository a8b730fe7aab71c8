package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeState;
import java.time.Duration;

/** A command that takes several steps around the ring. */
public abstract class Task {
    final NodeState state;
    private long progressAtNanos;
    private boolean over;

    Task(NodeState state, long nowNanos) {
        this.state = state;
        this.progressAtNanos = nowNanos;
    }

    /** Does what can be done without a message: called before each flush of the node. */
    void advance(long nowNanos) {}

    /** The task cannot go on: reports the failure, and leaves nothing half done on this node. */
    abstract void failed(FailureReason reason, String text, long nowNanos);

    /** Ends the task as failed, unless it is over already. */
    public final void fail(FailureReason reason, String text, long nowNanos) {
        if (!over) {
            end();
            failed(reason, text, nowNanos);
        }
    }

    final void end() {
        over = true;
    }

    /** Whether it has ended, well or not. */
    public final boolean isOver() {
        return over;
    }

    final void progressed(long nowNanos) {
        progressAtNanos = nowNanos;
    }

    /** Fails the task if the right neighbour does not answer or the ring makes no progress; otherwise advances it. */
    public final void check(long nowNanos) {
        Duration limit = state.settings().progressMax();
        if (state.links().isRightBroken(nowNanos)) {
            Membership place = state.membership();
            String neighbour =
                    place == null ? "the right neighbour" : place.right().user();
            fail(FailureReason.NEIGHBOUR_SILENT, neighbour + ", the right neighbour, does not answer", nowNanos);
        } else if (nowNanos - progressAtNanos > limit.toNanos()) {
            fail(
                    FailureReason.NO_PROGRESS,
                    "nothing has moved around the ring for " + limit.toMillis() + " ms: a member is gone",
                    nowNanos);
        } else {
            advance(nowNanos);
        }
    }

    /** When {@link #check} must be called next, if nothing else happens. */
    public final long wakeAtNanos() {
        return progressAtNanos + state.settings().progressMax().toNanos() + 1;
    }
}
