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
import io.ringcast.protocol.dht.Limits;
import io.ringcast.protocol.records.RecordAssembly;
import io.ringcast.protocol.records.TableShape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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

    /** @param parts of the record that is read, if it has several: those before {@code part} */
    private record Cursor(int slot, int position, int offset, int part, RecordAssembly parts) {
        Cursor(int slot, int position, int offset) {
            this(slot, position, offset, 1, new RecordAssembly(Limits.RECORD_BYTES_MAX));
        }

        Cursor nextPart() {
            return new Cursor(slot, position, offset, part + 1, parts);
        }
    }

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
            described(table.columns(), table.keyColumn(), table.placement().table(), expected, nowNanos);
        } else {
            ask(sources, new Cursor(0, 0, 0), new DirectMessage.DescribeCopies(state.nextId(), generation), nowNanos);
        }
    }

    private void described(List<String> columns, int key, TableShape table, Digests expected, long nowNanos) {
        all = expected;
        for (int slot = 0; slot < expected.slots(); slot++) {
            waiting.add(new Cursor(slot, 0, 0));
        }
        task.load(new DatasetShape(columns, key, table), nowNanos);
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
                    cursor,
                    new DirectMessage.FetchCopy(
                            state.nextId(), generation, slot, cursor.position(), cursor.offset(), cursor.part()),
                    nowNanos);
        }
    }

    private void ask(DecreedView sources, Cursor at, DirectMessage.DirectRequest request, long nowNanos) {
        int server = sources.view().server(at.slot());
        if (server < 0) {
            task.fail(FailureReason.RECORDS_LOST, "nobody has the records of slot " + at.slot(), nowNanos);
            return;
        }
        String user = sources.member(server).user();
        state.requests()
                .ask(
                        sources.member(server).queries(),
                        request,
                        state.settings().answerMax(),
                        nowNanos,
                        (from, answer, now) -> answered(user, at, answer, now),
                        now -> task.fail(FailureReason.MEMBER_SILENT, user + " does not give its records", now));
    }

    private void answered(String user, Cursor at, DirectMessage.DirectAnswer answer, long nowNanos) {
        if (task.isOver()) {
            return;
        }
        switch (answer) {
            case DirectMessage.CopyPage page -> {
                asked--;
                task.progressed(nowNanos);
                took(at.slot(), page.records(), page.position(), page.offset());
                advancePages(nowNanos);
            }
            case DirectMessage.CopyPart part -> {
                asked--;
                task.progressed(nowNanos);
                took(user, at, part, nowNanos);
                advancePages(nowNanos);
            }
            case DirectMessage.CopiesDescribed d ->
                described(d.columns(), d.key(), d.table(), new Digests(d.counts(), d.hashes()), nowNanos);
            case DirectMessage.RequestRefused refused -> notGiven(user, refused.text(), nowNanos);
            case DirectMessage.Placed other -> notGiven(user, "done", nowNanos);
            case DirectMessage.FoundRecord other -> notGiven(user, "found", nowNanos);
            case DirectMessage.FoundPart other -> notGiven(user, "found-part", nowNanos);
            case DirectMessage.RecordPartFound other -> notGiven(user, "record-part", nowNanos);
            case DirectMessage.NotFound other -> notGiven(user, "not-found", nowNanos);
            case DirectMessage.Rebuilding other -> notGiven(user, "rebuilding", nowNanos);
            case DirectMessage.Rebuilt other -> notGiven(user, "rebuilt", nowNanos);
        }
    }

    private void notGiven(String user, String answer, long nowNanos) {
        task.fail(FailureReason.RECORDS_LOST, user + " does not give its records: " + answer, nowNanos);
    }

    private void took(String user, Cursor at, DirectMessage.CopyPart part, long nowNanos) {
        Optional<List<String>> record = at.parts().add(part.part());
        if (record.isPresent()) {
            took(at.slot(), List.of(record.get()), part.position(), part.offset());
        } else if (part.part().isLast()) {
            notGiven(user, "parts that do not fit together", nowNanos);
        } else {
            waiting.add(at.nextPart());
        }
    }

    private void took(int slot, List<List<String>> records, int nextPosition, int nextOffset) {
        arrived.add(records);
        if (nextPosition >= 0) {
            waiting.add(new Cursor(slot, nextPosition, nextOffset));
        }
    }
}
