package io.ringcast.replication.merge;

import io.ringcast.replication.api.StateMachine.Memory;
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
 * The leader's side of {@link LostChanges}: the changes that members asked it to order again in this view, each once although
 * several members may have lost it.
 */
public final class Resubmissions {
    /** The bounds below, as a fraction of what {@link RecentChanges} remember. */
    private static final int PART_OF_MEMORY = 5;

    /**
     * At most so many requests may be under way when another lost change is ordered. Far fewer than {@link RecentChanges} remember,
     * so that a lost change is recognized if the view changes again; and clients do not wait behind all lost changes.
     */
    private final int underWayMax;

    /**
     * The client of a lost change may have repeated its request and been told another outcome. The member that lost the change
     * notices this when it applies the repetition, and reports it. So a lost change waits while its member is further behind than
     * this; what the member has not seen yet is within the reach of {@link RecentChanges}.
     */
    private final int behindMax;

    private final Set<Asked> asked = new HashSet<>();
    private final SequencedMap<Asked, Waiting> waiting = new LinkedHashMap<>();

    public Resubmissions(Memory memory) {
        underWayMax = memory.changes() / PART_OF_MEMORY;
        behindMax = underWayMax;
    }

    /** The same change may have been told by one member and not by another: then it is asked for twice. */
    private record Asked(Told told, boolean certain) {}

    private record Waiting(LostChange change, MemberId from) {}

    /** Takes changes that a member lost, or what it has learned since about how others decided them. */
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

    /** What orders the changes: the leader. */
    public interface Target {
        /** How many ordered requests are not yet stored by enough members. */
        long underWay();

        /** How many ordered requests a member has not stored yet, as far as is known. */
        long behind(MemberId member);

        /** Orders a lost change again, unless the history has it. */
        void resubmit(LostChange lost, long wallMillis);

        /** Continues by itself where no message of another member will cause it. */
        void goOn();
    }

    /** Orders as many as may be under way. */
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
