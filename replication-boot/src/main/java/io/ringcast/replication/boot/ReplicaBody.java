package io.ringcast.replication.boot;

import io.ringcast.replication.StoreStatus;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.ReplicaReport;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server's view of itself and the group as JSON.
 *
 * @param index the position of the last change that it has applied
 * @param digest of its state at that index: two servers with the same index have the same digest
 * @param coordinator the name of the server that orders; null before this one has joined
 * @param members the names of the servers of the current view, oldest first
 * @param epoch the newest one that it knows
 * @param pending requests that wait for a leader
 * @param queued events that wait for the replica's thread
 * @param lostChanges changes of a partition's losing side that are still to be applied again
 * @param forgottenChanges such changes that this server could not name any more, because its log had dropped them
 */
public record ReplicaBody(
        @Schema(example = "s1") String name,
        Phase state,
        @Schema(example = "4711") long index,
        @Schema(example = "9f2c51aa03b7d9e4") String digest,
        @Schema(example = "s1") @Nullable String coordinator,
        @Schema(example = "[\"s1\",\"s2\",\"s3\"]") List<String> members,
        @Schema(example = "3") long epoch,
        @Schema(example = "0") int pending,
        @Schema(example = "0") int queued,
        @Schema(example = "0") int lostChanges,
        @Schema(example = "0") long forgottenChanges,

        @Schema(description = "why it left its group, if it did") @Nullable
        String failure,

        @Schema(description = "what it found in its store when it started")
        StoreBody store) {

    /** The JSON of a status. */
    public static ReplicaBody of(ReplicaStatus status) {
        ReplicaReport<?> report = status.report();
        return new ReplicaBody(
                status.name(),
                report.phase(),
                report.index(),
                report.digest(),
                report.leader(),
                report.members(),
                report.epoch(),
                report.pending(),
                report.queued(),
                report.lost(),
                report.forgotten(),
                report.failure(),
                StoreBody.of(status.store()));
    }

    /** What a server found in its store when it started, as JSON. */
    public record StoreBody(
            @Schema(example = "/var/lib/ringcast/s1") String directory,
            StoreStatus.Found found,
            @Schema(example = "4711") long index,

            @Schema(example = "2026-11-21T08:15:30.123Z") @Nullable
            Instant newestChange) {
        static StoreBody of(StoreStatus status) {
            return new StoreBody(status.directory(), status.found(), status.index(), status.newestChange());
        }
    }
}
