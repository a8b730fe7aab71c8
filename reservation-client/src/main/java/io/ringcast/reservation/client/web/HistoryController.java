package io.ringcast.reservation.client.web;

import io.ringcast.console.terminal.CommandResult;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.client.CommandRecord;
import io.ringcast.reservation.client.FirstReply;
import io.ringcast.reservation.client.ReceivedReply;
import io.ringcast.reservation.client.ReservationGroup;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows recent commands with the replies of all servers. */
@RestController
@Tag(name = "history", description = "Recent commands with every reply received")
class HistoryController {
    private final ReservationGroup group;

    /**
     * A command.
     *
     * @param status the outcome that was shown; null while there is none, or when no server answered; {@code UNKNOWN} of a
     *     change that servers answered without an outcome: it may have been made
     * @param equal false if any two servers contradicted each other
     */
    record Entry(
            @Schema(example = "c7f3k9-2") String id,

            @Schema(example = "reserve ME4494 8:30-9:30 Monday")
            String command,

            @Schema(example = "2026-11-21T08:15:30.123Z") Instant startedAt,
            @Schema(example = "1") int attempts,
            @Schema(example = "OK") @Nullable String status,
            @Schema(example = "true") boolean equal,
            List<ReplyEntry> replies) {}

    /** The reply of one server. */
    record ReplyEntry(
            @Schema(example = "s1") String server,
            @Schema(example = "127.0.0.1:40123") String from,
            @Schema(example = "4711") long index,
            @Schema(example = "1") int attempt,
            @Schema(example = "OK") String status,
            @Schema(example = "850") long latencyMicros,
            @Schema(example = "true") boolean equal) {}

    HistoryController(ReservationGroup group) {
        this.group = group;
    }

    @GetMapping("/api/history")
    @Operation(summary = "Recent commands, oldest first, with every reply received")
    List<Entry> history() {
        return group.history().stream().map(HistoryController::entry).toList();
    }

    private static Entry entry(CommandRecord command) {
        ReservationCommand asked = command.request().command();
        FirstReply first = command.first();
        return new Entry(
                command.request().id().toString(),
                CommandText.of(asked),
                command.startedAt(),
                command.attempts(),
                first == null ? null : status(asked, first),
                command.replies().stream().allMatch(ReceivedReply::equal),
                command.replies().stream().map(HistoryController::entry).toList());
    }

    private static String status(ReservationCommand command, FirstReply first) {
        return command.isChange() && first.status() == Status.UNAVAILABLE
                ? CommandResult.UNKNOWN
                : first.status().name();
    }

    private static ReplyEntry entry(ReceivedReply reply) {
        return new ReplyEntry(
                reply.server(),
                text(reply.from()),
                reply.index(),
                reply.attempt(),
                reply.status().name(),
                micros(reply.latency()),
                reply.equal());
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
