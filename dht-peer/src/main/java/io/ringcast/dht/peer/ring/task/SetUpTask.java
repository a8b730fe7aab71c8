package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.overlay.Overlay;
import java.util.List;

/** The leader builds a ring: gives each member its place, then loads. */
public final class SetUpTask extends LoadTask {
    private final DatasetShape shape;

    /** Creates it; {@link #start} begins it. */
    public SetUpTask(NodeState state, DatasetShape shape, long nowNanos) {
        super(state, nowNanos);
        this.shape = shape;
    }

    /**
     * Places everybody.
     *
     * @param members in ring order, this node first
     * @param epoch of the manager when it chose them
     * @param copies how many members are to keep each record
     * @param overlay how messages are to find their way
     */
    public void start(List<Member> members, long epoch, int copies, Overlay overlay, long nowNanos) {
        route(overlay, members);
        new Placing(state, this, now -> load(shape, now)).start(members, epoch, copies, 0, nowNanos);
    }

    @Override
    void readOn(int most, long nowNanos) {
        state.emit(new NodeEffect.ReadRecords(most));
    }

    @Override
    void loaded(List<Long> counts, long nowNanos) {
        state.emit(new NodeEffect.TaskEnded(new TaskOutcome.RingLoaded(counts, shape.table())));
    }

    @Override
    void failed(FailureReason reason, String text, long nowNanos) {
        super.failed(reason, text, nowNanos);
        state.emit(new NodeEffect.TaskEnded(new TaskOutcome.RingFailed(reason, text)));
    }
}
