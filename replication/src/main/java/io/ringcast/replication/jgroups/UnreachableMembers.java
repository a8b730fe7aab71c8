package io.ringcast.replication.jgroups;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Members of the view to which the last attempt to connect has failed. Decides when to tell people so: once a member is
 * known to be alive, and not too often. Thread-safe.
 *
 * @param <A> the members' addresses
 */
final class UnreachableMembers<A> {
    private final long againNanos;

    /** When it was told last, for each of them; null if it was not. */
    private final Map<A, @Nullable Long> toldNanos = new HashMap<>();

    /** @param againNanos how long until the same member is told of again */
    UnreachableMembers(long againNanos) {
        this.againNanos = againNanos;
    }

    /** This process has tried to connect to a member. */
    synchronized void attempted(A member, boolean connected) {
        if (connected) {
            toldNanos.remove(member);
        } else {
            toldNanos.putIfAbsent(member, null);
        }
    }

    /** Forgets all but the members of the view. */
    synchronized void retain(Collection<A> members) {
        toldNanos.keySet().retainAll(members);
    }

    /**
     * Whether people are to be told now that there is no connection to this member, which is alive.
     *
     * @param nowNanos monotonic, in nanoseconds
     */
    synchronized boolean isToBeTold(A member, long nowNanos) {
        if (!toldNanos.containsKey(member)) {
            return false;
        }
        Long last = toldNanos.get(member);
        if (last != null && nowNanos - last < againNanos) {
            return false;
        }
        toldNanos.put(member, nowNanos);
        return true;
    }

    /** Whether the member cannot be reached, and was alive all the same when that was found out. */
    synchronized boolean isKnownToLive(A member) {
        return toldNanos.get(member) != null;
    }
}
