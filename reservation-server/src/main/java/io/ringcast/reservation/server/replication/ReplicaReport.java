package io.ringcast.reservation.server.replication;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replica tells of itself; a snapshot that does not change.
 *
 * @param coordinator null before the first view
 * @param members of the view, in its order
 * @param epoch counter of the newest epoch
 * @param application the replicated state as far as it is applied here; null before there is any
 * @param index how many changes are applied
 * @param digest hash over all of them
 * @param lost changes of a partition's losing side that are still to be applied again
 * @param forgotten such changes that this server could not name any more
 * @param pending requests that wait for a coordinator
 * @param queued events that wait for the replica's thread
 * @param failure why the replica does not run, until it runs again; null while it does
 */
public record ReplicaReport<S>(
        Phase phase,
        @Nullable MemberId coordinator,
        List<MemberId> members,
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
    static <S> ReplicaReport<S> joining() {
        return new ReplicaReport<>(Phase.JOINING, null, List.of(), 0, null, 0, "", 0, 0, 0, 0, null);
    }

    /** Of a replica that runs. */
    static <S> ReplicaReport<S> of(Replica<S, ?, ?> replica, int queued) {
        ReplicaState<S, ?> state = replica.state();
        GroupView view = replica.view();
        return new ReplicaReport<>(
                replica.phase(),
                view == null ? null : view.coordinator(),
                view == null ? List.of() : view.members(),
                state == null ? 0 : state.lineage().epoch().counter(),
                state == null ? null : state.application(),
                state == null ? 0 : state.index(),
                state == null ? "" : state.chain().hex(),
                replica.lostCount(),
                replica.forgottenCount(),
                replica.pendingCount(),
                queued,
                null);
    }

    /** The same replica after it has left its group for this reason. */
    ReplicaReport<S> failed(String reason) {
        return new ReplicaReport<>(
                Phase.JOINING, null, List.of(), epoch, application, index, digest, lost, forgotten, 0, 0, reason);
    }
}
