package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.domain.Digests;
import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.Spreading;
import io.ringcast.dht.peer.ring.task.LoadTask;
import io.ringcast.protocol.dht.Limits;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.records.RecordAssembly;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records that come from the left while the leader loads the ring: a node's own are kept, the others passed on, as the overlay leads. */
final class RecordPassage {
    /**
     * While records pass through it, a node accepts no more from the left when this many messages wait for the right
     * neighbour.
     */
    private static final int BACKLOG_MAX = 256;

    private final NodeState state;
    private final Spreading passing;
    private final RecordAssembly parts = new RecordAssembly(Limits.RECORD_BYTES_MAX);
    private boolean open;
    /** Whether all records have come. In a ring the marker comes after them; in another overlay it may be faster. */
    private boolean ended;

    /** The marker, if it was faster: even than the table. */
    private RingMessage.@Nullable CountRecords early;

    RecordPassage(NodeState state) {
        this.state = state;
        this.passing = new Spreading(state);
    }

    void open(RingMessage.OpenTable shape, Membership place) {
        if (place.isLeader()) {
            return;
        }
        state.openTable(shape);
        open = true;
        ended = state.routes().view() == null;
        parts.clear();
        passing.begin();
        passing.toAll(shape);
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
            int slot = table.ownerOf(values);
            if (state.holdings().isBuiltHolder(slot, place.node(), place.ring())) {
                table.add(values);
            }
            passing.add(slot, values);
        }
    }

    /** A record is kept or passed on when all of its parts have come. */
    void store(RingMessage.StorePart part, Membership place) {
        parts.add(part.part()).ifPresent(values -> store(new RingMessage.StoreRecords(List.of(values)), place));
    }

    /** All records have come that come by this way; there is no other one. */
    void end(Membership place, long nowNanos) {
        if (state.table() == null || place.isLeader() || ended) {
            return;
        }
        passing.toAll(new RingMessage.EndOfRecords());
        ended = true;
        RingMessage.CountRecords marker = early;
        if (marker != null) {
            early = null;
            count(marker, place, null, nowNanos);
        }
    }

    /** All records have passed: says how many are here. The leader learns how many are where. */
    void count(RingMessage.CountRecords marker, Membership place, @Nullable LoadTask loading, long nowNanos) {
        if (place.isLeader()) {
            if (loading != null) {
                loading.counted(marker.counts(), nowNanos);
            }
            return;
        }
        if (!ended) {
            early = marker;
            return;
        }
        passing.flush();
        open = false;
        ended = false;
        List<Long> counts = new ArrayList<>(marker.counts());
        counts.add(state.records());
        state.completeTable();
        state.links().send(new RingMessage.CountRecords(counts));
    }

    /** Compares what is here with what there should be. */
    void check(RingMessage.CheckCopies marker, Membership place, @Nullable LoadTask loading, long nowNanos) {
        if (place.isLeader()) {
            if (loading != null) {
                loading.checked(marker.faults(), nowNanos);
            }
            return;
        }
        state.holdings().expect(new Digests(marker.counts(), marker.hashes()));
        int faults = marker.faults() + state.verifyCopies(place.node(), place.ring());
        state.links().send(new RingMessage.CheckCopies(marker.counts(), marker.hashes(), faults));
    }

    /** Forgets what is to be passed on. */
    void clear() {
        passing.clear();
        parts.clear();
        open = false;
        ended = false;
        early = null;
    }

    /** Passes on what there is, and lets the left neighbour send no more than the right one takes. */
    void flush() {
        passing.flush();
        state.links().permitLeft(!open || state.links().backlog() < BACKLOG_MAX);
    }
}
