package io.ringcast.replication.merge;

import io.ringcast.replication.api.Memory;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.RecentChanges;
import io.ringcast.replication.log.Told;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The leader's side of {@link LostChanges}: what it was asked to give a place again in this view, each once though
 * several members lost it.
 */
public final class Resubmissions {
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

    public Resubmissions(Memory memory) {
        underWayMax = memory.changes() / PART_OF_MEMORY;
        behindMax = underWayMax;
    }

    /** One member may have told a requester the outcome of a change, and another one may not: these are two questions. */
    private record Asked(Told told, boolean certain) {}

    private record Waiting(LostChange change, MemberId from) {}

    /** Takes what a member lost, or what it found out since of how others decided it. */
    public void add(MemberId from, Collection<LostChange> changes) {
        for (LostChange change : changes) {
            var key = new Asked(Told.of(change.entry()), change.certain());
            if (asked.add(key)) {
                waiting.put(key, new Waiting(change, from));
            } else {
                waiting.computeIfPresent(
                        key, (same, w) -> new Waiting(w.change().keptAs(change.kept()), w.from()));
            }
        }
    }

    /** Where requests get their places. */
    public interface Target {
        /** How many of the requests that have a place are not yet stored by enough members. */
        long underWay();

        /** How many of the requests that have a place a member has not stored, as far as is known. */
        long behind(MemberId member);

        /** Gives a lost change a place, unless the history has it. */
        void resubmit(LostChange lost, long wallMillis);

        /** Brings what has a place on its way, if nothing will come that does. */
        void goOn();
    }

    /** Has as many of them ordered as may be under way. */
    public void resubmitTo(Target target, long wallMillis) {
        while (!waiting.isEmpty() && target.underWay() < underWayMax) {
            Waiting first = waiting.firstEntry().getValue();
            if (target.behind(first.from()) > behindMax) {
                return;
            }
            waiting.pollFirstEntry();
            target.resubmit(first.change(), wallMillis);
            target.goOn();
        }
    }
}
