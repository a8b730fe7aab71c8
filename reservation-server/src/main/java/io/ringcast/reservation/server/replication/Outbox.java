package io.ringcast.reservation.server.replication;

import java.util.ArrayList;
import java.util.List;

/**
 * The effects of one batch of events, put into the order that makes them safe: first what others may know before this
 * server has stored it (so that they store while it does), then what is to be stored, then what must not go out before.
 */
final class Outbox<S, O> {
    private final List<Effect<S, O>> early = new ArrayList<>();
    private final List<Effect<S, O>> stores = new ArrayList<>();
    private final List<Effect<S, O>> late = new ArrayList<>();
    private List<LogEntry> appended = new ArrayList<>();
    private List<Told> settled = new ArrayList<>();
    private long certainIndex;
    private long storedCertainIndex;

    /** @param certainIndex as it is stored */
    Outbox(long certainIndex) {
        this.certainIndex = certainIndex;
        this.storedCertainIndex = certainIndex;
    }

    void beforeStoring(Effect<S, O> effect) {
        early.add(effect);
    }

    void append(LogEntry entry) {
        appended.add(entry);
    }

    /** The lost change is in the log now, or soon: what was appended before is stored before. */
    void settle(Told change) {
        settled.add(change);
    }

    /**
     * Goes to the disk with the next changes, or alone before the next answers: a server that crashes after it answered
     * must still know that it did.
     */
    void certainUpTo(long index) {
        certainIndex = index;
    }

    void beginEpoch(Lineage lineage) {
        closeChanges();
        stores.add(new Effect.BeginEpoch<>(lineage));
    }

    void adopt(ReplicaState<S, O> state, List<LostChange> lost) {
        closeChanges();
        stores.add(new Effect.Adopt<>(state, lost));
        storedCertainIndex = 0;
    }

    void afterStoring(Effect<S, O> effect) {
        late.add(effect);
    }

    List<Effect<S, O>> drain() {
        if (certainIndex != storedCertainIndex && appended.isEmpty()) {
            storeChanges();
        }
        closeChanges();
        List<Effect<S, O>> all = new ArrayList<>(early.size() + stores.size() + late.size());
        all.addAll(early);
        all.addAll(stores);
        all.addAll(late);
        early.clear();
        stores.clear();
        late.clear();
        return all;
    }

    private void closeChanges() {
        if (!appended.isEmpty()) {
            storeChanges();
        }
        settled.forEach(change -> stores.add(new Effect.SettleLost<>(change)));
        settled = new ArrayList<>();
    }

    private void storeChanges() {
        stores.add(new Effect.Append<>(List.copyOf(appended), certainIndex));
        appended = new ArrayList<>();
        storedCertainIndex = certainIndex;
    }
}
