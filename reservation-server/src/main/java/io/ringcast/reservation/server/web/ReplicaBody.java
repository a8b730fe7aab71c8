package io.ringcast.reservation.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ringcast.replication.StoreStatus;
import io.ringcast.replication.api.Phase;
import io.ringcast.reservation.server.app.ReplicaStatus;
import io.ringcast.reservation.server.domain.Conflict;
import io.swagger.v3.oas.annotations.media.Schema;
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
        @Schema(example = "s1") String name,
        Phase state,
        @Schema(example = "4711") long index,
        @Schema(example = "9f2c51aa03b7d9e4") String digest,
        @Schema(example = "s1") @Nullable String coordinator,
        @Schema(example = "[\"s1\",\"s2\",\"s3\"]") List<String> members,
        @Schema(example = "12") int reservations,
        List<ConflictBody> conflicts,
        @Schema(example = "1") long conflictCount,
        @Schema(example = "0") int lostChanges,
        @Schema(example = "0") long forgottenChanges,
        @Schema(example = "1") int skippedReservations,
        @Schema(example = "0") int duplicateLines,
        @Schema(example = "false") boolean catalogDiffers,

        @Schema(description = "why it left its group, if it did") @Nullable
        String failure,

        @Schema(description = "what it found in its store when it started")
        StoreBody store) {

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
                status.failure(),
                StoreBody.of(status.store()));
    }

    /** What a server found in its store when it started, as JSON. */
    record StoreBody(
            @Schema(example = "/var/lib/ringcast/s1") String directory,
            StoreStatus.Found found,
            @Schema(example = "4711") long index,

            @Schema(example = "2026-11-21T08:15:30.123Z") @Nullable
            Instant newestChange) {
        static StoreBody of(StoreStatus status) {
            return new StoreBody(status.directory(), status.found(), status.index(), status.newestChange());
        }
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
