package io.ringcast.replication.core;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How far each member has stored the stream of the epoch, as its leader knows it, and how far that is enough to
 * answer: at two members, if there are two, and never at less than min-members.
 *
 * <p>A member that is still being sent the state counts as one that there is. Not to wait for it would let a leader
 * whose news of the others is late answer alone.
 *
 * <p>A member that is not a voter of the epoch is asked how far it is, but does not count.
 */
final class PrepareOks {
    private final int required;
    private final Set<String> voters;
    private final Map<String, Long> stored = new HashMap<>();
    private final Map<String, Long> storedByOthers = new HashMap<>();

    PrepareOks(int minMembers, Collection<String> voters) {
        this.required = Math.max(minMembers, Math.min(voters.size(), 2));
        this.voters = Set.copyOf(voters);
    }

    void stored(String member, long position) {
        (voters.contains(member) ? stored : storedByOthers).merge(member, position, Math::max);
    }

    /** The position up to which a member has the stream; -1 while it has not even the epoch's first state. */
    long of(String member) {
        return (voters.contains(member) ? stored : storedByOthers).getOrDefault(member, -1L);
    }

    /** The position up to which enough members have the stream; -1 while too few have even the epoch's first state. */
    long committed() {
        if (stored.size() < required) {
            return -1;
        }
        long[] positions = stored.values().stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(positions);
        return positions[positions.length - required];
    }
}
