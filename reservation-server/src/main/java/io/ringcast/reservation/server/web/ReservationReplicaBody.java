package io.ringcast.reservation.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ringcast.replication.boot.ReplicaBody;
import io.ringcast.reservation.server.app.ReservationStatus;
import io.ringcast.reservation.server.domain.Conflict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server's view of itself and the group as JSON.
 *
 * @param reservations how many slots are taken
 * @param conflicts the newest conflicts, oldest first
 * @param conflictCount how many there have ever been
 */
record ReservationReplicaBody(
        @JsonUnwrapped ReplicaBody replica,
        @Schema(example = "12") int reservations,
        List<ConflictBody> conflicts,
        @Schema(example = "1") long conflictCount,
        @Schema(example = "1") int skippedReservations,
        @Schema(example = "0") int duplicateLines,
        @Schema(example = "false") boolean catalogDiffers) {

    static ReservationReplicaBody of(ReservationStatus status) {
        return new ReservationReplicaBody(
                ReplicaBody.of(status.replica()),
                status.reservations(),
                status.conflicts().newest().stream().map(ConflictBody::of).toList(),
                status.conflicts().count(),
                status.skippedReservations(),
                status.duplicateLines(),
                status.catalogDiffers());
    }

    /** A conflict as JSON; what was kept is left out when nobody has the slot. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConflictBody(
            Conflict.Disagreement kind,
            @Schema(example = "ME4494") String room,
            @Schema(example = "8:30-9:30") String timeslot,
            @Schema(example = "Monday") String day,
            @Schema(example = "alice") @Nullable String keptHolder,
            @Schema(example = "c7f3k9-2") @Nullable String keptRequestId,
            @Schema(example = "bob") String lostHolder,
            @Schema(example = "c2b8x1-4") String lostRequestId,
            @Schema(example = "2026-11-21T08:15:30.123Z") Instant time) {
        static ConflictBody of(Conflict conflict) {
            Conflict.Party kept = conflict.kept();
            return new ConflictBody(
                    conflict.disagreement(),
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
