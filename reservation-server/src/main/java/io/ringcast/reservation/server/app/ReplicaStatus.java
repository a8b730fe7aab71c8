package io.ringcast.reservation.server.app;

import io.ringcast.replication.StoreStatus;
import io.ringcast.replication.api.Phase;
import io.ringcast.reservation.server.domain.Conflicts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server knows of itself and of its group.
 *
 * @param name this server's
 * @param index the position of the last change that it has applied
 * @param digest of its state at that index: two servers with the same index have the same digest
 * @param coordinator the name of the server that orders; null before this one has joined
 * @param members the names of the servers of the current view, oldest first
 * @param reservations how many slots are taken
 * @param lostChanges changes of a partition's losing side that are still to be applied again
 * @param forgottenChanges such changes that this server could not name any more, because its log had dropped them
 * @param skippedReservations lines of reservations.txt that this server left out
 * @param duplicateLines repeated lines of the data files that this server left out
 * @param catalogDiffers whether this server's own files differ from the catalog that it adopted from the group
 * @param failure why the server has left its group for a moment; null while it has not
 * @param store what the server found in its store when it started
 */
public record ReplicaStatus(
        String name,
        Phase state,
        long index,
        String digest,
        @Nullable String coordinator,
        List<String> members,
        int reservations,
        Conflicts conflicts,
        int lostChanges,
        long forgottenChanges,
        int skippedReservations,
        int duplicateLines,
        boolean catalogDiffers,
        @Nullable String failure,
        StoreStatus store) {}
