package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.domain.Digests;
import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.RingPart;
import io.ringcast.protocol.JsonSize;
import io.ringcast.protocol.dht.DirectMessage;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a ring that is being rebuilt, as if they were a dataset: slot by slot, from this node's own table or from
 * the member that answered for the slot. If one does not give its records, the rebuild fails, and the ring goes on as it was.
 */
final class CopyReader {
    private static final int PAGE_BYTES = 65_536;

    private final NodeState state;
    private final LoadTask task;
    private final long generation;
    private final Consumer<DecreedView> begins;
    private boolean begun;
    private @Nullable Digests all;
    private int slot;
    private int position;
    private int offset;

    /**
     * @param generation of the ring whose records are read
     * @param begins is told who has which records
     */
    CopyReader(NodeState state, LoadTask task, long generation, Consumer<DecreedView> begins) {
        this.state = state;
        this.task = task;
        this.generation = generation;
        this.begins = begins;
    }

    /** Begins as soon as it is known who has which records; the task then loads. */
    void advance(long nowNanos) {
        RingPart part = state.formers().of(generation);
        DecreedView sources = part == null ? null : part.sources();
        if (begun || part == null || sources == null) {
            return;
        }
        begun = true;
        begins.accept(sources);
        task.progressed(nowNanos);
        LocalTable table = part.table();
        Digests expected = part.holdings().expected();
        if (table != null && expected != null) {
            described(table.columns(), table.keyColumn(), table.placement().tableSize(), expected, nowNanos);
        } else {
            ask(sources, 0, new DirectMessage.DescribeCopies(state.nextId(), generation), nowNanos);
        }
    }

    private void described(List<String> columns, int key, int tableSize, Digests expected, long nowNanos) {
        all = expected;
        task.load(new DatasetShape(columns, key, tableSize), nowNanos);
    }

    /** Whether the records are all that the ring had. */
    boolean isComplete(Digests read) {
        return all != null && all.isOfTheSameRecords(read);
    }

    /** The next records. */
    void read(long nowNanos) {
        RingPart part = state.formers().of(generation);
        DecreedView sources = part == null ? null : part.sources();
        if (part == null || sources == null) {
            task.fail(FailureReason.REBUILD_GIVEN_UP, "the ring is not being rebuilt any more", nowNanos);
            return;
        }
        LocalTable table = part.table();
        if (table != null && part.holdings().has(slot)) {
            LocalTable.Page page = table.page(slot, position, offset, PAGE_BYTES, JsonSize::ofTexts);
            took(page.records(), page.position(), page.offset(), nowNanos);
        } else {
            ask(
                    sources,
                    slot,
                    new DirectMessage.FetchCopy(state.nextId(), generation, slot, position, offset),
                    nowNanos);
        }
    }

    private void ask(DecreedView sources, int ofSlot, DirectMessage.DirectRequest request, long nowNanos) {
        int server = sources.view().server(ofSlot);
        if (server < 0) {
            task.fail(FailureReason.RECORDS_LOST, "nobody has the records of slot " + ofSlot, nowNanos);
            return;
        }
        String user = sources.member(server).user();
        state.requests()
                .ask(
                        sources.member(server).queries(),
                        request,
                        state.settings().answerMax(),
                        nowNanos,
                        (answer, now) -> answered(user, answer, now),
                        now -> task.fail(FailureReason.MEMBER_SILENT, user + " does not give its records", now));
    }

    private void answered(String user, DirectMessage.DirectAnswer answer, long nowNanos) {
        if (task.isOver()) {
            return;
        }
        switch (answer) {
            case DirectMessage.CopyPage page -> took(page.records(), page.position(), page.offset(), nowNanos);
            case DirectMessage.CopiesDescribed d ->
                described(d.columns(), d.key(), d.tableSize(), new Digests(d.counts(), d.hashes()), nowNanos);
            case DirectMessage.RequestRefused refused -> notGiven(user, refused.text(), nowNanos);
            case DirectMessage.Placed other -> notGiven(user, "done", nowNanos);
            case DirectMessage.FoundRecord other -> notGiven(user, "found", nowNanos);
            case DirectMessage.NotFound other -> notGiven(user, "not-found", nowNanos);
            case DirectMessage.Rebuilding other -> notGiven(user, "rebuilding", nowNanos);
            case DirectMessage.Rebuilt other -> notGiven(user, "rebuilt", nowNanos);
        }
    }

    private void notGiven(String user, String answer, long nowNanos) {
        task.fail(FailureReason.RECORDS_LOST, user + " does not give its records: " + answer, nowNanos);
    }

    private void took(List<List<String>> records, int nextPosition, int nextOffset, long nowNanos) {
        boolean ended = nextPosition < 0;
        slot = ended ? slot + 1 : slot;
        position = ended ? 0 : nextPosition;
        offset = ended ? 0 : nextOffset;
        task.recordsRead(records, slot == Objects.requireNonNull(all).slots(), nowNanos);
    }
}
