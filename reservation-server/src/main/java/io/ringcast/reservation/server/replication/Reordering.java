package io.ringcast.reservation.server.replication;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The coordinator's side of {@link LostChanges}: what it was asked to give a place again in this view, each once though
 * several members lost it.
 */
final class Reordering {
    /** These bounds as a part of what {@link RecentChanges} remember. */
    private static final int PART_OF_MEMORY = 5;

    /**
     * No more are given a place while so many requests are under way. It is far below what {@link RecentChanges} remember,
     * by which they are recognized when the group changes again meanwhile; and clients do not wait behind all of them.
     */
    private final int underWayMax;

    /**
     * The client of a lost change may have repeated its request, and been told something else. Whoever lost the change sees
     * that when it applies the repetition, and says so. Thus a lost change waits while its member is further behind than
     * this: of what that one has not seen yet, {@link RecentChanges} know.
     */
    private final int behindMax;

    private final Set<Asked> asked = new HashSet<>();
    private final SequencedMap<Asked, Waiting> waiting = new LinkedHashMap<>();

    Reordering(Memory memory) {
        underWayMax = memory.changes() / PART_OF_MEMORY;
        behindMax = underWayMax;
    }

    /** One member may have told a requester the outcome of a change, and another one may not: these are two questions. */
    private record Asked(Told told, boolean certain) {}

    private record Waiting(LostChange change, MemberId from) {}

    /** Takes what a member lost, or what it found out since of how others decided it. */
    void add(MemberId from, Collection<LostChange> changes) {
        for (LostChange change : changes) {
            var key = new Asked(change.entry().told(), change.certain());
            if (asked.add(key)) {
                waiting.put(key, new Waiting(change, from));
            } else {
                waiting.computeIfPresent(
                        key, (same, w) -> new Waiting(w.change().keptAs(change.kept()), w.from()));
            }
        }
    }

    /** Has as many of them ordered as may be under way. */
    void orderThrough(Stream<?, ?, ?> stream, long wallMillis) {
        while (!waiting.isEmpty() && stream.underWay() < underWayMax) {
            Waiting first = waiting.firstEntry().getValue();
            if (stream.behind(first.from()) > behindMax) {
                return;
            }
            waiting.pollFirstEntry();
            stream.orderAgain(first.change(), wallMillis);
            if (stream.isAlone()) {
                stream.flush(); // Nobody else will store it, and so nothing will come that makes it go on.
            }
        }
    }
}
