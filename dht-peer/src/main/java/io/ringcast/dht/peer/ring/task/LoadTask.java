package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.domain.Digests;
import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.Spreading;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.overlay.Overlay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leader's part of loading a ring: an empty table everywhere, then the records, each passed to the right, or as the overlay
 * leads, until it reaches its node, then the marker that comes back with what each node holds.
 */
public abstract class LoadTask extends Task {
    /** Read on when the right neighbour's queue is shorter than this. */
    private static final int BACKLOG_LOW = 128;

    private static final int READ_RECORDS = 1_024;

    private final Spreading spreading;
    private @Nullable Introduction introduction;
    private boolean loading;
    private boolean reading;
    private boolean advancing;
    private boolean allRead;
    private boolean checking;
    private List<Long> ownCounts = List.of();
    private @Nullable Digests read;
    private long records;
    private long deliveredBefore;

    LoadTask(NodeState state, long nowNanos) {
        super(state, nowNanos);
        this.spreading = new Spreading(state);
    }

    /** The sum of what the nodes hold is what was read. */
    abstract void loaded(List<Long> counts, long nowNanos);

    /** Has more records read; ends with {@link #recordsRead}. */
    abstract void readOn(int most, long nowNanos);

    /** Whether what was read is all that there is. */
    boolean isComplete(Digests all) {
        return true;
    }

    final long records() {
        return records;
    }

    /**
     * Records are to travel in this overlay.
     *
     * @param members of the ring that is loaded, this node first
     */
    final void route(Overlay overlay, List<Member> members) {
        introduction = Introduction.of(overlay, members, state);
    }

    final void load(DatasetShape shape, long nowNanos) {
        progressed(nowNanos);
        if (introduction == null) {
            begin(shape, nowNanos);
        } else {
            introduction.start(now -> begin(shape, now));
        }
    }

    /** Members have been introduced to each other. */
    public final void introduced(RingMessage.Introduce part, long nowNanos) {
        progressed(nowNanos);
        if (introduction != null) {
            introduction.returned(part, nowNanos);
        }
    }

    private void begin(DatasetShape shape, long nowNanos) {
        RingMessage.OpenTable open = new RingMessage.OpenTable(shape.columns(), shape.keyColumn(), shape.table());
        state.openTable(open);
        read = new Digests(state.requireMembership().ring());
        spreading.begin();
        spreading.toAll(open);
        loading = true;
        readOn(nowNanos);
    }

    /** The dataset has been read on. */
    public final void recordsRead(List<List<String>> more, boolean last, long nowNanos) {
        reading = false;
        progressed(nowNanos);
        LocalTable table = state.table();
        Digests digests = read;
        if (table == null || digests == null) {
            fail(FailureReason.RECORDS_LOST, "a member has begun to leave the ring while it was loaded", nowNanos);
            return;
        }
        int ring = state.requireMembership().ring();
        for (List<String> values : more) {
            int slot = table.ownerOf(values);
            digests.add(slot, values);
            if (state.holdings().isBuiltHolder(slot, 0, ring)) {
                table.add(values);
            }
            spreading.add(slot, values);
        }
        records += more.size();
        if (last) {
            allRead = true;
            spreading.flush();
            mark(state.records(), nowNanos);
        } else {
            readOn(nowNanos);
        }
    }

    private void mark(long own, long nowNanos) {
        if (state.requireMembership().ring() == 1) {
            counted(List.of(own), nowNanos);
        } else {
            if (state.routes().view() != null) {
                spreading.toAll(new RingMessage.EndOfRecords());
            }
            state.links().send(new RingMessage.CountRecords(List.of(own)));
        }
    }

    @Override
    void advance(long nowNanos) {
        if (state.links().delivered() != deliveredBefore) {
            deliveredBefore = state.links().delivered();
            progressed(nowNanos);
        }
        readOn(nowNanos);
    }

    /** Where records are at hand they come at once: one call of this goes on with all of them. */
    private void readOn(long nowNanos) {
        if (advancing) {
            return;
        }
        advancing = true;
        while (loading && !reading && !allRead && !isOver() && state.links().backlog() < BACKLOG_LOW) {
            reading = true;
            readOn(READ_RECORDS, nowNanos);
        }
        advancing = false;
    }

    /** The marker has come back with what each node holds. */
    public final void counted(List<Long> counts, long nowNanos) {
        Digests digests = read;
        if (!allRead || digests == null) {
            return;
        }
        progressed(nowNanos);
        long held = counts.stream().mapToLong(Long::longValue).sum();
        if (counts.size() != state.requireMembership().ring() || held != records) {
            fail(
                    FailureReason.RECORDS_LOST,
                    records + " records were read, but the nodes hold " + held + ": " + counts,
                    nowNanos);
            return;
        }
        if (!isComplete(digests)) {
            fail(FailureReason.RECORDS_LOST, "the records are not those of the ring as it was", nowNanos);
            return;
        }
        if (state.holdings().copies() == 1) {
            finish(counts, nowNanos);
            return;
        }
        state.holdings().expect(digests);
        int faults = state.verifyCopies(0, counts.size());
        ownCounts = counts;
        checking = true;
        if (counts.size() == 1) {
            checked(faults, nowNanos);
        } else {
            state.links().send(new RingMessage.CheckCopies(digests.counts(), digests.hashes(), faults));
        }
    }

    /** Every node has compared its copies with what was read. */
    public final void checked(int faults, long nowNanos) {
        if (!checking) {
            return;
        }
        progressed(nowNanos);
        if (faults > 0) {
            fail(FailureReason.RECORDS_LOST, faults + " copies are not what was read", nowNanos);
        } else {
            finish(ownCounts, nowNanos);
        }
    }

    private void finish(List<Long> counts, long nowNanos) {
        end();
        state.completeTable();
        loaded(counts, nowNanos);
    }

    @Override
    void failed(FailureReason reason, String text, long nowNanos) {
        state.emit(new NodeEffect.CloseDataset());
        if (state.membership() != null) {
            state.links().send(new RingMessage.Teardown(state.self().user(), false));
            state.forget(nowNanos);
        }
    }
}
