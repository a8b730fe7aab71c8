package io.ringcast.dht.peer.ring;

import io.ringcast.protocol.dht.RingMessage;
import java.time.Duration;
import java.util.List;

/** Something that takes several steps around the ring. A node has at most one at a time. */
abstract class Task {
    final NodeState state;
    private long progressAtNanos;
    private boolean over;

    Task(NodeState state, long nowNanos) {
        this.state = state;
        this.progressAtNanos = nowNanos;
    }

    /** A round that this node started has come back. */
    void returned(RingMessage.Round round, long nowNanos) {}

    /** The marker has come back. */
    void counted(List<Long> counts, long nowNanos) {}

    /** The dataset has been validated. */
    void datasetOpened(DatasetShape shape, long nowNanos) {}

    /** The dataset has been read on. */
    void recordsRead(List<List<String>> records, boolean last, long nowNanos) {}

    /** Anything else that has to be looked after. */
    void advance(long nowNanos) {}

    /** The task cannot go on: tell whoever waits for it, and leave nothing half done on this node. */
    abstract void failed(FailureReason reason, String text, long nowNanos);

    final void fail(FailureReason reason, String text, long nowNanos) {
        if (!over) {
            end();
            failed(reason, text, nowNanos);
        }
    }

    final void end() {
        over = true;
    }

    final boolean isOver() {
        return over;
    }

    final void progressed(long nowNanos) {
        progressAtNanos = nowNanos;
    }

    final void check(long nowNanos) {
        Duration limit = state.settings.progressMax();
        if (state.links.isRightBroken(nowNanos)) {
            String neighbour = state.membership == null
                    ? "the right neighbour"
                    : state.membership.right().user();
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

    final long wakeAtNanos() {
        return progressAtNanos + state.settings.progressMax().toNanos() + 1;
    }
}
