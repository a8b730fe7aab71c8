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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a ring that is being rebuilt, as if they were a dataset: all slots at a time, each page by page, from this node's own
 * table or from the member that answered for the slot. If one does not give its records, the rebuild fails, and the ring goes on as
 * it was.
 */
final class CopyReader {
    private static final int PAGE_BYTES = 65_536;

    /** That are asked for, or have arrived and wait for the task: not more than a socket's buffer holds. */
    private static final int PAGES_MAX = 32;

    private final NodeState state;
    private final LoadTask task;
    private final long generation;
    private final Consumer<DecreedView> begins;
    private boolean begun;
    private @Nullable Digests all;
    /** Where slots are to be read on. */
    private final Deque<Cursor> waiting = new ArrayDeque<>();

    private final Deque<List<List<String>>> arrived = new ArrayDeque<>();
    private int asked;
    /** Whether the task waits for records. */
    private boolean wanted;

    private record Cursor(int slot, int position, int offset) {}

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
        for (int slot = 0; slot < expected.slots(); slot++) {
            waiting.add(new Cursor(slot, 0, 0));
        }
        task.load(new DatasetShape(columns, key, tableSize), nowNanos);
    }

    /** Whether the records are all that the ring had. */
    boolean isComplete(Digests read) {
        return all != null && all.isOfTheSameRecords(read);
    }

    /** The next records. */
    void read(long nowNanos) {
        wanted = true;
        advancePages(nowNanos);
    }

    /** Asks for as many pages as may be under way, and gives the task what it waits for. */
    private void advancePages(long nowNanos) {
        RingPart part = state.formers().of(generation);
        DecreedView sources = part == null ? null : part.sources();
        if (part == null || sources == null) {
            task.fail(FailureReason.REBUILD_GIVEN_UP, "the ring is not being rebuilt any more", nowNanos);
            return;
        }
        while (!waiting.isEmpty() && asked + arrived.size() < PAGES_MAX && !task.isOver()) {
            read(waiting.remove(), part, sources, nowNanos);
        }
        if (wanted && !arrived.isEmpty() && !task.isOver()) {
            wanted = false;
            List<List<String>> records = arrived.remove();
            task.recordsRead(records, waiting.isEmpty() && arrived.isEmpty() && asked == 0, nowNanos);
        }
    }

    private void read(Cursor cursor, RingPart part, DecreedView sources, long nowNanos) {
        LocalTable table = part.table();
        int slot = cursor.slot();
        if (table != null && part.holdings().has(slot)) {
            LocalTable.Page page = table.page(slot, cursor.position(), cursor.offset(), PAGE_BYTES, JsonSize::ofTexts);
            took(slot, page.records(), page.position(), page.offset());
        } else {
            asked++;
            ask(
                    sources,
                    slot,
                    new DirectMessage.FetchCopy(state.nextId(), generation, slot, cursor.position(), cursor.offset()),
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
                        (answer, now) -> answered(user, ofSlot, answer, now),
                        now -> task.fail(FailureReason.MEMBER_SILENT, user + " does not give its records", now));
    }

    private void answered(String user, int ofSlot, DirectMessage.DirectAnswer answer, long nowNanos) {
        if (task.isOver()) {
            return;
        }
        switch (answer) {
            case DirectMessage.CopyPage page -> {
                asked--;
                task.progressed(nowNanos);
                took(ofSlot, page.records(), page.position(), page.offset());
                advancePages(nowNanos);
            }
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

    private void took(int slot, List<List<String>> records, int nextPosition, int nextOffset) {
        arrived.add(records);
        if (nextPosition >= 0) {
            waiting.add(new Cursor(slot, nextPosition, nextOffset));
        }
    }
}
