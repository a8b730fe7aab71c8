package io.ringcast.reservation.server.replication;

import io.ringcast.protocol.RequestId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * The last applied changes, as part of the state. They tell two things that {@link Sessions} cannot, because it knows no
 * more than each client's last change: whether the group has a change that the losing side of a partition had; and, to
 * a member that was sent its state as a whole and so never logged what led there, which changes it loses when another
 * history goes on.
 *
 * @param byIndex the last {@link #CHANGES_MAX}
 * @param indices where each of them stands
 * @param ids how many times each of their ids stands there: more than once after a partition in which both sides had it
 */
record RecentChanges(TreePMap<Long, LogEntry> byIndex, PMap<Told, Long> indices, PMap<RequestId, Integer> ids) {
    static final int CHANGES_MAX = 10_000;

    static RecentChanges none() {
        return new RecentChanges(TreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());
    }

    boolean contains(Told told) {
        return indices.containsKey(told);
    }

    boolean contains(RequestId id) {
        return ids.containsKey(id);
    }

    /** The oldest remembered change by this request; null if there is none. */
    @Nullable
    LogEntry first(RequestId id) {
        return contains(id)
                ? byIndex.values().stream()
                        .filter(entry -> entry.id().equals(id))
                        .findFirst()
                        .orElseThrow()
                : null;
    }

    /** The changes after this index, oldest first, as far back as they are remembered. */
    List<LogEntry> after(long index) {
        return List.copyOf(byIndex.tailMap(index, false).values());
    }

    RecentChanges with(LogEntry entry) {
        var added = new RecentChanges(
                byIndex.plus(entry.index(), entry),
                indices.plus(entry.told(), entry.index()),
                ids.plus(entry.id(), ids.getOrDefault(entry.id(), 0) + 1));
        return added.byIndex.size() > CHANGES_MAX ? added.withoutOldest() : added;
    }

    private RecentChanges withoutOldest() {
        LogEntry oldest = byIndex.firstEntry().getValue();
        Long index = oldest.index();
        int times = ids.getOrDefault(oldest.id(), 1);
        return new RecentChanges(
                byIndex.minus(index),
                index.equals(indices.get(oldest.told())) ? indices.minus(oldest.told()) : indices,
                times == 1 ? ids.minus(oldest.id()) : ids.plus(oldest.id(), times - 1));
    }
}
