package io.ringcast.reservation.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ringcast.reservation.server.ReplicaStatus;
import io.ringcast.reservation.server.domain.Conflict;
import io.ringcast.reservation.server.replication.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server's view of itself and the group as JSON.
 *
 * @param conflicts the newest conflicts, oldest first
 * @param conflictCount how many there have ever been
 */
record ReplicaBody(
        String name,
        Phase state,
        long index,
        String digest,
        @Nullable String coordinator,
        List<String> members,
        int reservations,
        List<ConflictBody> conflicts,
        long conflictCount,
        int lostChanges,
        long forgottenChanges,
        int skippedReservations,
        int duplicateLines,
        boolean catalogDiffers,
        @Nullable String failure) {

    static ReplicaBody of(ReplicaStatus status) {
        return new ReplicaBody(
                status.name(),
                status.state(),
                status.index(),
                status.digest(),
                status.coordinator(),
                status.members(),
                status.reservations(),
                status.conflicts().newest().stream().map(ConflictBody::of).toList(),
                status.conflicts().count(),
                status.lostChanges(),
                status.forgottenChanges(),
                status.skippedReservations(),
                status.duplicateLines(),
                status.catalogDiffers(),
                status.failure());
    }

    /** A conflict as JSON; what was kept is left out when nobody has the slot. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConflictBody(
            Conflict.Kind kind,
            String room,
            String timeslot,
            String day,
            @Nullable String keptHolder,
            @Nullable String keptRequestId,
            String lostHolder,
            String lostRequestId,
            Instant time) {
        static ConflictBody of(Conflict conflict) {
            Conflict.Party kept = conflict.kept();
            return new ConflictBody(
                    conflict.kind(),
                    conflict.slot().room(),
                    conflict.slot().timeslot(),
                    conflict.slot().day(),
                    kept == null ? null : kept.holder(),
                    kept == null ? null : kept.requestId(),
                    conflict.lost().holder(),
                    conflict.lost().requestId(),
                    Instant.ofEpochMilli(conflict.timeMillis()));
        }
    }
}
