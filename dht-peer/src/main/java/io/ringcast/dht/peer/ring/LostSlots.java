package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.domain.Digests;
import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import java.time.Duration;
import java.util.List;

/**
 * Loads slots again whose records nobody has any more, if this peer's own dataset has them: as many as the ring had, with the same
 * hash. The file may come later, so that this is tried again now and then.
 */
final class LostSlots {
    private static final long AGAIN_NANOS = Duration.ofSeconds(30).toNanos();

    private final NodeState state;
    private final Runnable held;
    private long notBeforeNanos;
    private List<Integer> tried = List.of();

    /** @param held is called when a slot has become complete */
    LostSlots(NodeState state, Runnable held) {
        this.state = state;
        this.held = held;
    }

    private List<Integer> lost() {
        DecreedView decreed = state.view();
        return decreed == null
                ? List.of()
                : decreed.view().lost().stream()
                        .filter(slot -> !state.holdings().has(slot))
                        .toList();
    }

    void flush(long nowNanos) {
        List<Integer> lost = lost();
        LocalTable table = state.table();
        boolean due = !lost.equals(tried) || nowNanos >= notBeforeNanos;
        if (lost.isEmpty() || table == null || state.holdings().expected() == null || !due) {
            return;
        }
        if (!lost.equals(tried)) {
            state.emit(new NodeEffect.Noticed(
                    "no member has the records of slots " + lost + " any more: queries for them are refused"));
        }
        tried = lost;
        notBeforeNanos = nowNanos + AGAIN_NANOS;
        state.emit(new NodeEffect.FindRecords(
                state.requireMembership().epoch(),
                new DatasetShape(
                        table.columns(), table.keyColumn(), table.placement().table()),
                table.placement().ringSize(),
                lost));
    }

    /** What the dataset has of slots that were lost. */
    void found(long generation, List<List<String>> records) {
        DecreedView decreed = state.view();
        LocalTable table = state.table();
        Digests expected = state.holdings().expected();
        if (decreed == null
                || table == null
                || expected == null
                || decreed.view().generation() != generation) {
            return;
        }
        LocalTable read = new LocalTable(table.columns(), table.keyColumn(), table.placement());
        records.stream().filter(table::fits).forEach(read::add);
        List<Integer> loaded = lost().stream()
                .filter(slot -> read.digests().agrees(expected, slot))
                .toList();
        for (int slot : loaded) {
            table.drop(slot);
            records.stream()
                    .filter(values -> table.fits(values) && table.ownerOf(values) == slot)
                    .forEach(table::add);
            state.holdings().verify(table, slot);
        }
        if (!loaded.isEmpty()) {
            state.emit(new NodeEffect.Noticed("the records of slots " + loaded
                    + ", which no member had any more, are loaded from this peer's dataset"));
            held.run();
        }
    }

    long wakeAtNanos() {
        return state.table() == null || state.holdings().expected() == null || lost().isEmpty()
                ? Long.MAX_VALUE
                : notBeforeNanos;
    }
}
