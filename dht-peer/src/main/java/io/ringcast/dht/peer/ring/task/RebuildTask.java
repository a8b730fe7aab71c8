package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.link.LinkId;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The new leader loads the ring that another member has left. The task is kept after its end: a repeated request gets
 * the same answer.
 */
public final class RebuildTask extends LoadTask {
    private final LinkId ring;
    private final RequestId id;
    private InetSocketAddress asker;

    private DirectMessage.@Nullable DirectAnswer answer;

    /** Creates it; {@link #start} begins it. */
    public RebuildTask(NodeState state, LinkId ring, RequestId id, InetSocketAddress asker, long nowNanos) {
        super(state, nowNanos);
        this.ring = ring;
        this.id = id;
        this.asker = asker;
    }

    /** Whether it rebuilds the ring that this link leads into. */
    public boolean isFor(LinkId leftLink) {
        return ring.equals(leftLink);
    }

    /** Has the dataset opened, before anything is loaded. */
    public void start() {
        state.emit(new NodeEffect.OpenDataset());
    }

    /** The leaving member has repeated its request. */
    public void askedAgain(InetSocketAddress from) {
        asker = from;
        answer(answer == null ? new DirectMessage.Rebuilding(id, records()) : answer);
    }

    /** The dataset has been validated. */
    public void datasetOpened(DatasetShape shape, long nowNanos) {
        load(shape, nowNanos);
    }

    @Override
    void loaded(List<Long> counts, long nowNanos) {
        conclude(new DirectMessage.Rebuilt(id, counts));
    }

    @Override
    void failed(FailureReason reason, String text, long nowNanos) {
        super.failed(reason, text, nowNanos);
        conclude(new DirectMessage.RequestRefused(id, reason.name(), text));
    }

    private void conclude(DirectMessage.DirectAnswer conclusion) {
        answer = conclusion;
        answer(conclusion);
    }

    private void answer(DirectMessage.DirectAnswer message) {
        state.emit(new NodeEffect.SendDatagram(NodeEffect.Port.QUERIES, asker, message));
    }
}
