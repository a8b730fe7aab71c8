package io.ringcast.replication.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a replica at one moment. Immutable.
 *
 * @param leader the name of the server that orders; null before the first view
 * @param members the names of the servers of the view, in its order
 * @param level at which the group works; 0 before the first view
 * @param epoch counter of the newest epoch
 * @param application the replicated state as far as it is applied here; null before there is any
 * @param index how many changes are applied
 * @param digest hash over all of them
 * @param lost changes of a partition's losing side that are still to be applied again
 * @param forgotten such changes that this server could not name any more
 * @param pending requests that wait for a leader
 * @param queued events that wait for the replica's thread
 * @param failure why the replica does not run, until it runs again; null while it does
 */
public record ReplicaReport<S>(
        Phase phase,
        @Nullable String leader,
        List<String> members,
        int level,
        long epoch,
        @Nullable S application,
        long index,
        String digest,
        int lost,
        long forgotten,
        int pending,
        int queued,
        @Nullable String failure) {
    /** Before anything is known. */
    public static <S> ReplicaReport<S> joining() {
        return new ReplicaReport<>(Phase.JOINING, null, List.of(), 0, 0, null, 0, "", 0, 0, 0, 0, null);
    }

    /** The same replica after it has left its group for this reason. */
    public ReplicaReport<S> failed(String reason) {
        return new ReplicaReport<>(
                Phase.JOINING, null, List.of(), 0, epoch, application, index, digest, lost, forgotten, 0, 0, reason);
    }
}
