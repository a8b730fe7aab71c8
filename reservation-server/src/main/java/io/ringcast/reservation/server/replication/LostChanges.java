package io.ringcast.reservation.server.replication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes that this server had applied and that are not in the history that goes on: they are kept, here and on the
 * disk, until the group has them again.
 */
final class LostChanges {
    private static final int CHANGES_PER_MESSAGE = 200;

    private final Map<Told, LostChange> byTold = new LinkedHashMap<>();
    /** Where the history that goes on has them by now. {@link RecentChanges} forget, and there may be more than they know. */
    private final Map<Told, Long> applied = new HashMap<>();

    private final ReplicaLog log;
    private long forgottenCount;

    /** @param stillLost from the disk */
    LostChanges(ReplicaLog log, List<LostChange> stillLost) {
        this.log = log;
        stillLost.forEach(change -> byTold.put(change.entry().told(), change));
    }

    /**
     * Adds what a history had after a common index.
     *
     * @param certainIndex up to which index somebody may have been told the outcomes
     */
    void remember(ReplicaState<?, ?> history, long common, long certainIndex) {
        applied.values().removeIf(index -> index > common);
        List<LogEntry> entries = changesAfter(common, history);
        forgottenCount += history.index() - common - entries.size();
        for (LogEntry entry : entries) {
            boolean certain = entry.lostOutcome() != null || entry.index() <= certainIndex;
            byTold.merge(entry.told(), new LostChange(entry, certain), (a, b) -> a.certain() ? a : b);
        }
    }

    /** From the state, or from the log where that goes back further: after an adoption it begins anew. */
    private List<LogEntry> changesAfter(long index, ReplicaState<?, ?> history) {
        List<LogEntry> remembered = history.recent().after(index);
        if (remembered.size() == history.index() - index) {
            return remembered;
        }
        List<LogEntry> logged = log.after(index);
        return logged.size() > remembered.size() ? logged : remembered;
    }

    /** A change was applied: if it is one of these, the history has it again. */
    void applied(LogEntry entry) {
        if (byTold.containsKey(entry.told())) {
            applied.put(entry.told(), entry.index());
        }
    }

    /** Tells of a change whether the group has it for good, given its index if that is known. */
    interface Verdict {
        boolean isForGood(LostChange change, @Nullable Long index);
    }

    /** Takes out those that the group has for good. */
    List<Told> settle(Verdict verdict) {
        List<Told> settled = byTold.entrySet().stream()
                .filter(lost -> verdict.isForGood(lost.getValue(), applied.get(lost.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        settled.forEach(byTold::remove);
        settled.forEach(applied::remove);
        return settled;
    }

    List<LostChange> all() {
        return List.copyOf(byTold.values());
    }

    /** All, each part small enough for a message. */
    List<List<LostChange>> inPortions() {
        List<LostChange> all = all();
        List<List<LostChange>> portions = new ArrayList<>();
        for (int i = 0; i < all.size(); i += CHANGES_PER_MESSAGE) {
            portions.add(all.subList(i, Math.min(all.size(), i + CHANGES_PER_MESSAGE)));
        }
        return portions;
    }

    int count() {
        return byTold.size();
    }

    /** Changes that were lost and that nothing here can name. */
    long forgottenCount() {
        return forgottenCount;
    }
}
