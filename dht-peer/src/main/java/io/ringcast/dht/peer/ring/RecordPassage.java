package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.StoreBatch;
import io.ringcast.protocol.dht.RingMessage;
import java.util.ArrayList;
import java.util.List;

/** Records that come from the left while the leader loads the ring: a node's own are kept, the others passed on. */
final class RecordPassage {
    /**
     * While records pass through it, a node accepts no more from the left when this many messages wait for the right
     * neighbour.
     */
    private static final int BACKLOG_MAX = 256;

    private final NodeState state;
    private final StoreBatch passing;
    private boolean open;

    RecordPassage(NodeState state) {
        this.state = state;
        this.passing = new StoreBatch(state.links(), state.settings().link().frameBytes());
    }

    void open(RingMessage.OpenTable shape, Membership place) {
        if (place.isLeader()) {
            return;
        }
        state.openTable(shape);
        open = true;
        if (!place.isLast()) {
            state.links().send(shape);
        }
    }

    void store(RingMessage.StoreRecords store, Membership place) {
        LocalTable table = state.table();
        if (table == null || place.isLeader()) {
            return;
        }
        for (List<String> values : store.records()) {
            if (!table.fits(values)) {
                continue;
            }
            if (table.ownerOf(values) == place.node()) {
                table.add(values);
            } else if (!place.isLast()) {
                passing.add(values);
            }
        }
    }

    /** All records have passed: says how many are here. */
    void count(RingMessage.CountRecords marker) {
        passing.flush();
        open = false;
        List<Long> counts = new ArrayList<>(marker.counts());
        counts.add(state.records());
        state.completeTable();
        state.links().send(new RingMessage.CountRecords(counts));
    }

    /** Forgets what is to be passed on. */
    void clear() {
        passing.clear();
        open = false;
    }

    /** Passes on what there is, and lets the left neighbour send no more than the right one takes. */
    void flush() {
        passing.flush();
        state.links().permitLeft(!open || state.links().backlog() < BACKLOG_MAX);
    }
}
