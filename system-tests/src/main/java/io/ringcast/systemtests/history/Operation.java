package io.ringcast.systemtests.history;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One command of one client as that client saw it.
 *
 * @param observed what the client learned of its outcome
 */
public record Operation(Invocation invocation, Observation observed) {

    /** The status of a command that nobody answered. */
    public static final String NO_ANSWER = "NO_ANSWER";

    /** The kinds of commands. */
    public enum CommandKind {
        RESERVE,
        DELETE,
        CHECK
    }

    /**
     * What a client asked for.
     *
     * @param requestId of the command; a client has at most one command under way
     * @param slot of which a check uses only the room
     * @param holder of a reserve command: different for each command, so that a slot tells which command took it
     * @param nanos just before the first datagram left, by the monotonic clock that all processes of a machine share
     */
    public record Invocation(String requestId, CommandKind kind, SlotName slot, String holder, long nanos) {}

    /**
     * What a client learned.
     *
     * @param status the outcome code of the answer, or {@link #NO_ANSWER}, or UNAVAILABLE when that was all that came
     * @param nanos just after the first final answer came; null when none came
     * @param takenBy with ROOM_TAKEN: the holder that was named
     * @param seen with a check that is OK: the reservations of the room
     */
    public record Observation(
            String status, @Nullable Long nanos, @Nullable String takenBy, List<SeenReservation> seen) {}

    /** One reservation in the answer to a check. */
    public record SeenReservation(String timeslot, String day, String holder) {}

    /** Its request id. */
    public String requestId() {
        return invocation.requestId();
    }

    /** Its kind. */
    public CommandKind kind() {
        return invocation.kind();
    }

    /** The slot of a change; of a check only the room matters. */
    public SlotName slot() {
        return invocation.slot();
    }

    /** When it was invoked. */
    public long invokedNanos() {
        return invocation.nanos();
    }

    /** Its status. */
    public String status() {
        return observed.status();
    }

    /** Whether the outcome of the command is known. If not, it may have happened, or may still. */
    public boolean isDeterminate() {
        return observed.nanos() != null && !status().equals("UNAVAILABLE") && !status().equals("UNKNOWN");
    }

    /** How long the client waited, if it got an answer. */
    public Optional<Long> waitedNanos() {
        return Optional.ofNullable(observed.nanos()).map(answered -> answered - invocation.nanos());
    }
}
