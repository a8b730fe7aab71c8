package io.ringcast.replication.jgroups;

import io.ringcast.replication.jgroups.Refusals.Reason;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jgroups.Address;
import org.jspecify.annotations.Nullable;

/**
 * Decides which senders are heard: each only from the socket from which it was heard first, and only a limited number
 * that are no members.
 *
 * <p>A server takes a new random address when it joins and keeps its socket for as long. So a datagram in a member's
 * name from another socket is forged. JGroups keeps data for each sender; a flood of invented addresses would fill the
 * memory.
 */
final class Senders {
    /** More than the servers of a group that all discover each other. */
    static final int STRANGERS_MAX = 256;

    /** A sender that is no member and has been silent for so long makes room for another one. */
    static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(60);

    private record Known(Object socket, long heardNanos) {}

    private final LongSupplier nanoTime;
    private final Map<Address, Known> known = new HashMap<>();

    Senders() {
        this(System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    Senders(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Why a sender is not heard; null if it is. */
    synchronized @Nullable Reason refusal(Address sender, Object socket, Collection<Address> members) {
        long now = nanoTime.getAsLong();
        Known before = known.get(sender);
        if (before != null && !before.socket.equals(socket)) {
            return Reason.FORGED;
        }
        if (before == null && known.size() >= STRANGERS_MAX + members.size()) {
            known.entrySet()
                    .removeIf(entry -> now - entry.getValue().heardNanos > FORGOTTEN_AFTER.toNanos()
                            && !members.contains(entry.getKey()));
            if (known.size() >= STRANGERS_MAX + members.size() && !members.contains(sender)) {
                return Reason.STRANGER;
            }
        }
        known.put(sender, new Known(socket, now));
        return null;
    }
}
