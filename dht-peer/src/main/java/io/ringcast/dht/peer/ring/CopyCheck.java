package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.domain.Digests;
import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import java.time.Duration;
import java.util.List;

/**
 * Anti-entropy: now and then counts and hashes the records of one of the slots that are here, and compares that with what all
 * holders agreed on as the ring was built. A slot that differs is held no more, and so is fetched from another member.
 */
final class CopyCheck {
    static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

    private final NodeState state;
    private final Runnable differs;
    private long nextAtNanos;
    private int turn;
    private long differences;

    /** @param differs is called when a slot is held no more */
    CopyCheck(NodeState state, Runnable differs) {
        this.state = state;
        this.differs = differs;
    }

    void flush(long nowNanos) {
        LocalTable table = state.table();
        Digests expected = state.holdings().expected();
        if (nowNanos < nextAtNanos || table == null || expected == null || !state.isReady()) {
            return;
        }
        nextAtNanos = nowNanos + INTERVAL_NANOS;
        List<Integer> held = state.holdings().slots();
        if (held.isEmpty()) {
            return;
        }
        int slot = held.get(Math.floorMod(turn++, held.size()));
        if (!table.recounted(slot).agrees(expected, slot)) {
            differences++;
            state.holdings().drop(slot);
            state.emit(new NodeEffect.Noticed("the records of slot " + slot
                    + " are not what all holders agreed on: they are fetched from another member"));
            differs.run();
        }
    }

    /** How many slots differed. */
    long differences() {
        return differences;
    }

    long wakeAtNanos() {
        return state.isReady() && state.table() != null && state.holdings().expected() != null
                ? nextAtNanos
                : Long.MAX_VALUE;
    }
}
