package io.ringcast.replication.jgroups;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Members of the view that could not be connected to. Decides when to tell people so: once several attempts have failed and
 * the member is known to be alive, and not too often. Thread-safe.
 *
 * @param <A> the members' addresses
 */
final class UnreachableMembers<A> {
    /** One attempt fails when a packet is lost, or when the member has no processor for a while. */
    private static final int ATTEMPTS = 3;

    private final long againNanos;
    private final Map<A, Failures> failures = new HashMap<>();

    /** JGroups tries the only other member once; among several, again and again. */
    private int attemptsUntilTold = ATTEMPTS;

    /** @param againNanos how long until the same member is told of again */
    UnreachableMembers(long againNanos) {
        this.againNanos = againNanos;
    }

    /** This process has tried to connect to a member. */
    synchronized void attempted(A member, boolean connected) {
        if (connected) {
            failures.remove(member);
        } else {
            failures.merge(member, new Failures(1, null), (old, one) -> new Failures(old.attempts + 1, old.toldNanos));
        }
    }

    /** Forgets all but the members of the view. */
    synchronized void retain(Collection<A> members) {
        failures.keySet().retainAll(members);
        attemptsUntilTold = members.size() > 2 ? ATTEMPTS : 1;
    }

    /**
     * Whether people are to be told now that there is no connection to this member, which is alive.
     *
     * @param nowNanos monotonic, in nanoseconds
     */
    synchronized boolean isToBeTold(A member, long nowNanos) {
        Failures failed = failures.get(member);
        if (failed == null
                || failed.attempts < attemptsUntilTold
                || (failed.toldNanos != null && nowNanos - failed.toldNanos < againNanos)) {
            return false;
        }
        failures.put(member, new Failures(failed.attempts, nowNanos));
        return true;
    }

    /** Whether the member cannot be reached, and was alive all the same when that was found out. */
    synchronized boolean isKnownToLive(A member) {
        Failures failed = failures.get(member);
        return failed != null && failed.toldNanos != null;
    }

    /**
     * @param attempts how often this process could not connect to a member, without an attempt between them that succeeded
     * @param toldNanos when people were told; null if they were not
     */
    private record Failures(int attempts, @Nullable Long toldNanos) {}
}
