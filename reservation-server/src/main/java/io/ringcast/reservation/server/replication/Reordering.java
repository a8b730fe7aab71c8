package io.ringcast.reservation.server.replication;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The coordinator's side of {@link LostChanges}: what it was asked to give a place again in this view, each once though
 * several members lost it.
 */
final class Reordering {
    /**
     * No more are given a place while so many requests are under way. It is far below what {@link RecentChanges} remember,
     * by which they are recognized when the group changes again meanwhile; and clients do not wait behind all of them.
     */
    private static final int UNDER_WAY_MAX = 2_000;

    private final Set<Asked> asked = new HashSet<>();
    private final Deque<LostChange> waiting = new ArrayDeque<>();

    /** One member may have told a requester the outcome of a change, and another one may not: these are two questions. */
    private record Asked(Told told, boolean certain) {}

    void add(Collection<LostChange> changes) {
        for (LostChange change : changes) {
            if (asked.add(new Asked(change.entry().told(), change.certain()))) {
                waiting.add(change);
            }
        }
    }

    /** Has as many of them ordered as may be under way. */
    void orderThrough(Stream<?, ?, ?> stream, long wallMillis) {
        while (!waiting.isEmpty() && stream.underWay() < UNDER_WAY_MAX) {
            stream.orderAgain(waiting.remove(), wallMillis);
            if (stream.isAlone()) {
                stream.flush(); // Nobody else will store it, and so nothing will come that makes it go on.
            }
        }
    }
}
