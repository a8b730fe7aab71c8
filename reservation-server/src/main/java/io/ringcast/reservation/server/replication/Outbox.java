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
    private long certainIndex;

    void beforeStoring(Effect<S, O> effect) {
        early.add(effect);
    }

    void append(LogEntry entry) {
        appended.add(entry);
    }

    /** Goes to the disk with the next changes. */
    void certainUpTo(long index) {
        certainIndex = index;
    }

    void store(Effect<S, O> effect) {
        closeAppend();
        stores.add(effect);
    }

    void afterStoring(Effect<S, O> effect) {
        late.add(effect);
    }

    List<Effect<S, O>> drain() {
        closeAppend();
        List<Effect<S, O>> all = new ArrayList<>(early.size() + stores.size() + late.size());
        all.addAll(early);
        all.addAll(stores);
        all.addAll(late);
        early.clear();
        stores.clear();
        late.clear();
        return all;
    }

    private void closeAppend() {
        if (!appended.isEmpty()) {
            stores.add(new Effect.Append<>(List.copyOf(appended), certainIndex));
            appended = new ArrayList<>();
        }
    }
}
