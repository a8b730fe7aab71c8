package io.ringcast.systemtests.history;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One command of one client as that client saw it.
 *
 * @param client who asked; a client has at most one command under way
 * @param holder of a reserve command: different for each command, so that a slot tells which command took it
 * @param invokedNanos just before the first datagram left, by the monotonic clock that all processes of a machine share
 * @param answeredNanos just after the first final answer came; null when none came
 * @param status the outcome code of the answer, or {@link #NO_ANSWER}, or UNAVAILABLE when that was all that came
 * @param takenBy with ROOM_TAKEN: the holder that was named
 * @param seen with a check that is OK: the reservations of the room
 */
public record Operation(
        String client,
        String requestId,
        Kind kind,
        String room,
        @Nullable String timeslot,
        @Nullable String day,
        String holder,
        long invokedNanos,
        @Nullable Long answeredNanos,
        String status,
        @Nullable String takenBy,
        List<Seen> seen) {

    /** The status of a command that nobody answered. */
    public static final String NO_ANSWER = "NO_ANSWER";

    /** What was asked. */
    public enum Kind {
        RESERVE,
        DELETE,
        CHECK
    }

    /** One reservation in the answer to a check. */
    public record Seen(String timeslot, String day, String holder) {}

    /** Whether it is known what became of the command. If not, it may have happened, or may still. */
    public boolean isDeterminate() {
        return answeredNanos != null && !status.equals("UNAVAILABLE") && !status.equals("UNKNOWN");
    }

    /** The slot that a change is about; none for a check. */
    public Optional<SlotName> slot() {
        return timeslot == null || day == null ? Optional.empty() : Optional.of(new SlotName(room, timeslot, day));
    }

    /** How long the client waited, if it got an answer. */
    public Optional<Long> waitedNanos() {
        return Optional.ofNullable(answeredNanos).map(answered -> answered - invokedNanos);
    }
}
