package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.domain.Digests;
import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Limits;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.records.RecordAssembly;
import io.ringcast.protocol.view.RingView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the copies that this node is to keep and does not have, page by page from a member that has them; one slot after the
 * other, one page at a time and with a pause after each, so that queries go on. A slot counts as held only when its records are
 * as many as they should be, and have the same hash.
 */
final class Restoration {
    private static final long PAGE_PAUSE_NANOS = Duration.ofMillis(1).toNanos();
    private static final long AGAIN_NANOS = Duration.ofMillis(200).toNanos();

    private final NodeState state;
    private final Runnable held;
    private long attempt;
    private boolean asking;
    private long notBeforeNanos;
    private long mismatches;
    private List<Integer> wanted = List.of();

    /** What is fetched; null while nothing is. */
    private @Nullable Fetch fetch;

    private final RecordAssembly parts = new RecordAssembly(Limits.RECORD_BYTES_MAX);

    private record Fetch(int slot, Member source, int position, int offset, int part) {}

    /** @param held is called when a slot has become complete */
    Restoration(NodeState state, Runnable held) {
        this.state = state;
        this.held = held;
    }

    /**
     * There is a new view. A slot that is still wanted is fetched on, from the same member: another one may have its records in
     * another order.
     */
    void decreed(long nowNanos) {
        look();
        DecreedView decreed = state.view();
        Fetch current = fetch;
        boolean same = decreed != null
                && current != null
                && wanted.contains(current.slot())
                && source(decreed, current.slot()).equals(current.source());
        if (!same) {
            cancel();
        }
        notBeforeNanos = nowNanos;
    }

    /** Looks what this node is to keep, does not have, and can get from another one. */
    void look() {
        DecreedView decreed = state.view();
        if (decreed == null) {
            wanted = List.of();
            return;
        }
        RingView view = decreed.view();
        int seat = view.seatOf(state.self().user());
        wanted = view.slotsOf(seat).stream()
                .filter(slot -> !state.holdings().has(slot))
                .filter(slot -> view.source(slot, seat) >= 0)
                .toList();
        if (wanted.isEmpty() && !isDescribed()) {
            wanted = IntStream.range(0, view.seats().size())
                    .filter(slot -> view.source(slot, seat) >= 0)
                    .limit(1)
                    .boxed()
                    .toList();
        }
    }

    /** Whether it is known what the records look like, and what each slot has of them. */
    private boolean isDescribed() {
        return state.table() != null && state.holdings().expected() != null;
    }

    /** The ring is gone, or built anew. */
    void cancel() {
        attempt++;
        asking = false;
        fetch = null;
    }

    void flush(long nowNanos) {
        DecreedView decreed = state.view();
        if (decreed != null && !asking && !wanted.isEmpty() && nowNanos >= notBeforeNanos) {
            Fetch current = fetch;
            int slot = current == null ? wanted.getFirst() : current.slot();
            ask(decreed, slot, source(decreed, slot), nowNanos);
        }
    }

    private Member source(DecreedView decreed, int slot) {
        RingView view = decreed.view();
        return decreed.member(view.source(slot, view.seatOf(state.self().user())));
    }

    private void ask(DecreedView decreed, int slot, Member source, long nowNanos) {
        long generation = decreed.view().generation();
        LocalTable table = state.table();
        DirectMessage.DirectRequest request;
        if (table == null || state.holdings().expected() == null) {
            request = new DirectMessage.DescribeCopies(state.nextId(), generation);
        } else {
            Fetch current = fetch;
            if (current == null) {
                table.drop(slot);
                current = new Fetch(slot, source, 0, 0, 1);
                fetch = current;
            }
            request = new DirectMessage.FetchCopy(
                    state.nextId(), generation, slot, current.position(), current.offset(), current.part());
        }
        long asked = ++attempt;
        asking = true;
        state.requests()
                .ask(
                        source.queries(),
                        request,
                        state.settings().answerMax(),
                        nowNanos,
                        (from, answer, now) -> {
                            if (asked == attempt) {
                                answered(answer, now);
                            }
                        },
                        now -> {
                            if (asked == attempt) {
                                again(now);
                            }
                        });
    }

    private void answered(DirectMessage.DirectAnswer answer, long nowNanos) {
        asking = false;
        if (state.view() == null) {
            cancel();
        } else if (answer instanceof DirectMessage.CopiesDescribed described) {
            described(described, nowNanos);
        } else if (answer instanceof DirectMessage.CopyPage page) {
            arrived(page.records(), page.position(), page.offset(), nowNanos);
        } else if (answer instanceof DirectMessage.CopyPart part) {
            arrived(part, nowNanos);
        } else {
            again(nowNanos);
        }
    }

    private void described(DirectMessage.CopiesDescribed described, long nowNanos) {
        if (described.counts().size() != state.requireMembership().ring()) {
            again(nowNanos);
            return;
        }
        state.holdings().expect(new Digests(described.counts(), described.hashes()));
        if (state.table() == null) {
            state.describeTable(new RingMessage.OpenTable(described.columns(), described.key(), described.table()));
        }
        look();
    }

    private void arrived(DirectMessage.CopyPart part, long nowNanos) {
        Fetch current = fetch;
        Optional<List<String>> record = parts.add(part.part());
        if (record.isPresent()) {
            arrived(List.of(record.get()), part.position(), part.offset(), nowNanos);
        } else if (current == null || part.part().isLast()) {
            again(nowNanos);
        } else {
            notBeforeNanos = nowNanos + PAGE_PAUSE_NANOS;
            fetch = new Fetch(
                    current.slot(),
                    current.source(),
                    current.position(),
                    current.offset(),
                    part.part().number() + 1);
        }
    }

    /** @param position where the next page begins, after {@code offset} records there; -1 if there is none */
    private void arrived(List<List<String>> records, int position, int offset, long nowNanos) {
        LocalTable table = state.table();
        Fetch current = fetch;
        if (table == null || current == null) {
            again(nowNanos);
            return;
        }
        for (List<String> values : records) {
            if (table.fits(values) && table.ownerOf(values) == current.slot()) {
                table.add(values);
            }
        }
        notBeforeNanos = nowNanos + PAGE_PAUSE_NANOS;
        if (position >= 0) {
            fetch = new Fetch(current.slot(), current.source(), position, offset, 1);
            return;
        }
        fetch = null;
        if (state.holdings().verify(table, current.slot())) {
            look();
            held.run();
        } else {
            mismatches++;
            table.drop(current.slot());
            again(nowNanos);
        }
    }

    /** Where a page has failed, the slot is fetched from its beginning. */
    private void again(long nowNanos) {
        asking = false;
        fetch = null;
        notBeforeNanos = nowNanos + AGAIN_NANOS;
    }

    /** How often what was fetched was not what it should have been. */
    long mismatches() {
        return mismatches;
    }

    long wakeAtNanos() {
        return state.view() == null || asking || wanted.isEmpty() ? Long.MAX_VALUE : notBeforeNanos;
    }
}
