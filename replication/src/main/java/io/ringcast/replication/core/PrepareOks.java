package io.ringcast.replication.core;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Up to which position each member has stored the requests of the epoch, as its leader knows, and up to which position enough
 * members have: min-members, and at least two if there are two.
 *
 * <p>A member that is still receiving the snapshot is included in the number of members. Otherwise a leader could answer alone
 * because the acknowledgements of the others are late.
 *
 * <p>The positions of members that are not voters of the epoch are known but do not count.
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

    /** The position up to which a member has stored the requests; -1 until it has the state that the epoch begins with. */
    long of(String member) {
        return (voters.contains(member) ? stored : storedByOthers).getOrDefault(member, -1L);
    }

    /** The position up to which enough members have stored the requests; -1 until enough have the epoch's first state. */
    long committed() {
        if (stored.size() < required) {
            return -1;
        }
        long[] positions = stored.values().stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(positions);
        return positions[positions.length - required];
    }
}
