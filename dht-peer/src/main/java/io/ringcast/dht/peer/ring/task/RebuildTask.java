package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.RingPart;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.link.LinkId;
import java.net.InetSocketAddress;
import java.util.List;

/** The new leader loads the ring that another member has left. */
public final class RebuildTask extends AskedLoadTask {
    private final LinkId ring;
    private boolean ringKept;

    /** Creates it; {@link #start} begins it. */
    public RebuildTask(NodeState state, LinkId ring, RequestId id, InetSocketAddress asker, long nowNanos) {
        super(state, id, asker, nowNanos);
        this.ring = ring;
    }

    /** Whether it rebuilds the ring that this link leads into. */
    public boolean isFor(LinkId leftLink) {
        return ring.equals(leftLink);
    }

    /** Reads from the ring as it was, if that is kept; else has the dataset opened, before anything is loaded. */
    public void start() {
        RingPart former = state.formers().latest();
        DecreedView known = state.routes().view();
        if (former == null && known != null) {
            knowsFormer(known);
        }
        if (former == null) {
            state.emit(new NodeEffect.OpenDataset(state.datasetYear()));
        } else {
            ringKept = true;
            readFrom(former.place().epoch());
        }
    }

    /** The leaver was this node's left neighbour, the last one around the ring. */
    @Override
    void knowsFormer(DecreedView sources) {
        List<Member> members = sources.from(state.self().user());
        route(sources.view().overlay(), members.subList(0, members.size() - 1));
    }

    /** The dataset has been validated. */
    public void datasetOpened(DatasetShape shape, long nowNanos) {
        load(shape, nowNanos);
    }

    @Override
    boolean isRingKept() {
        return ringKept;
    }
}
