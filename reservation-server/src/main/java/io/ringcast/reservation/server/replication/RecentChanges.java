package io.ringcast.reservation.server.replication;

import io.ringcast.protocol.RequestId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.ConsPStack;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PStack;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The last applied changes, as part of the state. They tell two things that {@link Sessions} cannot, because it knows no
 * more than each client's last change: whether the group has a change that the losing side of a partition had; and, to
 * a member that was sent its state as a whole and so never logged what led there, which changes it loses when another
 * history goes on.
 *
 * <p>Kept in two generations, so that forgetting costs nothing: when the newer one is full, the older one goes. Which
 * generation a change belongs to follows from its index, so that every member remembers the same.
 */
record RecentChanges(Generation older, Generation newer) {
    /** At least so many changes are remembered, and fewer than twice as many. */
    static final int GENERATION_CHANGES = 10_000;

    private static final Generation EMPTY = new Generation(0, TreePVector.empty(), HashTreePMap.empty());

    /**
     * The changes of one range of indices.
     *
     * @param byId those of each request, newest first: more than one after a partition in which both sides had it
     */
    private record Generation(long number, PVector<LogEntry> entries, PMap<RequestId, PStack<LogEntry>> byId) {
        Generation with(LogEntry entry) {
            PStack<LogEntry> before = byId.get(entry.id());
            PStack<LogEntry> after = before == null ? ConsPStack.singleton(entry) : before.plus(entry);
            return new Generation(number, entries.plus(entry), byId.plus(entry.id(), after));
        }

        Stream<LogEntry> of(RequestId id) {
            return byId.getOrDefault(id, ConsPStack.empty()).stream();
        }
    }

    static RecentChanges none() {
        return new RecentChanges(EMPTY, EMPTY);
    }

    /** All that are remembered, oldest first. */
    List<LogEntry> all() {
        return after(0);
    }

    /** The changes after this index, oldest first, as far back as they are remembered. */
    List<LogEntry> after(long index) {
        return Stream.of(older, newer)
                .flatMap(generation -> generation.entries().stream())
                .filter(entry -> entry.index() > index)
                .toList();
    }

    boolean contains(RequestId id) {
        return newer.byId().containsKey(id) || older.byId().containsKey(id);
    }

    boolean contains(Told told) {
        return indexOf(told) != null;
    }

    /** Where the change stands, if it is remembered: the last place, if there are more. */
    @Nullable
    Long indexOf(Told told) {
        return newestFirst(told.id())
                .filter(entry -> entry.told().equals(told))
                .map(LogEntry::index)
                .findFirst()
                .orElse(null);
    }

    /** The oldest remembered change by this request; null if there is none. */
    @Nullable
    LogEntry first(RequestId id) {
        return newestFirst(id).reduce((newest, oldest) -> oldest).orElse(null);
    }

    private Stream<LogEntry> newestFirst(RequestId id) {
        return Stream.concat(newer.of(id), older.of(id));
    }

    RecentChanges with(LogEntry entry) {
        long number = (entry.index() - 1) / GENERATION_CHANGES;
        if (number == newer.number()) {
            return new RecentChanges(older, newer.with(entry));
        }
        Generation next = new Generation(number, TreePVector.empty(), HashTreePMap.empty());
        return new RecentChanges(number == newer.number() + 1 ? newer : EMPTY, next.with(entry));
    }
}
