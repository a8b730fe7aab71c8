package io.ringcast.reservation.server.replication;

import io.ringcast.protocol.RequestId;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * The last applied changes. A change of a partition's losing side is applied again only if the winning side does not
 * have it, and {@link Sessions} cannot tell: it knows no more than each client's last.
 *
 * @param byIndex the last {@link #CHANGES_MAX}
 * @param ids how many times each of their ids stands there: more than once after a partition in which both sides had it
 */
record RecentChanges(TreePMap<Long, Told> byIndex, PMap<Told, Long> indices, PMap<RequestId, Integer> ids) {
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

    RecentChanges with(long index, Told told) {
        var added = new RecentChanges(
                byIndex.plus(index, told),
                indices.plus(told, index),
                ids.plus(told.id(), ids.getOrDefault(told.id(), 0) + 1));
        return added.byIndex.size() > CHANGES_MAX ? added.withoutOldest() : added;
    }

    private RecentChanges withoutOldest() {
        Long index = byIndex.firstKey();
        Told told = byIndex.firstEntry().getValue();
        int times = ids.getOrDefault(told.id(), 1);
        return new RecentChanges(
                byIndex.minus(index),
                index.equals(indices.get(told)) ? indices.minus(told) : indices,
                times == 1 ? ids.minus(told.id()) : ids.plus(told.id(), times - 1));
    }
}
