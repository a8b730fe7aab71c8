package io.ringcast.reservation.server.domain;

import java.util.Collection;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Every conflict is counted; the newest are kept.
 *
 * @param count how many there have ever been
 * @param newest at most {@link #KEPT_MAX} of them, oldest first
 */
public record Conflicts(long count, PVector<Conflict> newest) {
    /** More than this many conflicts are counted and no longer listed. */
    public static final int KEPT_MAX = 10_000;

    private static final Conflicts NONE = new Conflicts(0, TreePVector.empty());

    public Conflicts {
        if (newest.size() > KEPT_MAX || newest.size() > count) {
            throw new IllegalArgumentException(newest.size() + " conflicts listed of " + count);
        }
    }

    /** No conflict yet. */
    public static Conflicts none() {
        return NONE;
    }

    /** Those of a stored state. */
    public static Conflicts of(long count, Collection<Conflict> newest) {
        return new Conflicts(count, TreePVector.from(newest));
    }

    Conflicts plus(Conflict conflict) {
        PVector<Conflict> room = newest.size() < KEPT_MAX ? newest : newest.minus(0);
        return new Conflicts(count + 1, room.plus(conflict));
    }
}
