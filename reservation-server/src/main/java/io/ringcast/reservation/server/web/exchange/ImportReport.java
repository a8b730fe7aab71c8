package io.ringcast.reservation.server.web.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of an import.
 *
 * @param reserved how many lines were reserved; in a dry run, how many would be
 * @param refused lines that were not reserved, the first of them
 * @param refusedCount how many there are
 * @param unknown lines whose outcome is unknown: they may have been reserved, or may still be
 * @param stopped where and why the import stopped before its end; left out if it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportReport(
        @Schema(example = "12") int reserved,
        List<RefusedLine> refused,
        @Schema(example = "1") int refusedCount,
        List<UnknownLine> unknown,
        @Nullable Stop stopped) {
    /** As many refused lines are listed. */
    static final int REFUSED_MAX = 1_000;

    /** A line that was not reserved, and why. */
    record RefusedLine(
            @Schema(example = "3") long line,
            @Schema(example = "ROOM_TAKEN") String code,

            @Schema(example = "ME4494 8:30-9:30 Monday is already reserved by bob.")
            String reason) {}

    /** A line whose outcome is unknown, and the id to look it up in the audit trail. */
    record UnknownLine(
            @Schema(example = "4") long line,
            @Schema(example = "c7f3k9-2") String requestId,

            @Schema(example = "There was no outcome in time.")
            String reason) {}

    /**
     * Why nothing more was tried.
     *
     * @param line the first line that was not tried
     * @param notTried how many lines were not tried: none of them was reserved
     */
    record Stop(
            @Schema(example = "4711") long line,
            @Schema(example = "5290") int notTried,

            @Schema(example = "This server sees 1 of at least 2 servers.")
            String reason) {}
}
