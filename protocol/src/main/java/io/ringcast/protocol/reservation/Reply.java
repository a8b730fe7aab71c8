package io.ringcast.protocol.reservation;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.Text;
import java.util.List;

/**
 * A server's answer to a request, by unicast. An answer that does not fit one datagram comes in numbered parts.
 *
 * @param id the request's
 * @param attempt the attempt that it answers
 * @param server the server's name ({@code ringcast.name})
 * @param index how many changes the server had applied when the outcome was computed: the position in the replicated log
 * @param status how the command ended
 * @param part 1 to {@code parts}
 * @param parts 1 to {@value #PARTS_MAX}; all parts of an answer have the same server, index, status and parts
 * @param body what there is to tell, or this part of it
 */
public record Reply(RequestId id, int attempt, String server, long index, Status status, int part, int parts, Body body)
        implements ReservationMessage {
    /** In how many parts an answer may come: all reservations of a room with a slot for each hour of three years. */
    public static final int PARTS_MAX = 16_384;

    /** What a reply tells beside its status. */
    public sealed interface Body {}

    /** Nothing. */
    public record Empty() implements Body {}

    /** Days, rooms or timeslots, in the catalog's order. */
    public record NameList(List<String> names) implements Body {
        /** Refuses what is not a name. */
        public NameList {
            names = List.copyOf(names);
            for (String name : names) {
                Text.requireName("name", name);
            }
        }
    }

    /** The reservations of the room that was checked. */
    public record ReservationList(List<ReservedSlot> reservations) implements Body {
        /** Keeps a copy. */
        public ReservationList {
            reservations = List.copyOf(reservations);
        }
    }

    /** Who holds the slot that was asked for. */
    public record Holder(String holder) implements Body {
        /** Refuses what is not a name. */
        public Holder {
            Text.requireName("holder", holder);
        }
    }

    /** One reservation of a room. */
    public record ReservedSlot(String day, String timeslot, String holder) {
        /** Refuses what is not a name. */
        public ReservedSlot {
            Text.requireName("day", day);
            Text.requireName("timeslot", timeslot);
            Text.requireName("holder", holder);
        }
    }

    /** The body of a reply that has none. */
    public static final Body EMPTY = new Empty();

    /** Refuses numbers out of range and a body that does not go with the status. */
    public Reply {
        if (attempt < 1 || attempt > ReservationRequest.ATTEMPT_MAX) {
            throw new IllegalArgumentException("an attempt number is 1 to " + ReservationRequest.ATTEMPT_MAX);
        }
        Text.requireName("server", server);
        if (index < 0 || index > RequestId.SEQUENCE_MAX) {
            throw new IllegalArgumentException("an index is 0 to " + RequestId.SEQUENCE_MAX);
        }
        if (parts < 1 || parts > PARTS_MAX || part < 1 || part > parts) {
            throw new IllegalArgumentException("parts are numbered from 1, and at most " + PARTS_MAX);
        }
        boolean fits = switch (body) {
            case Empty e -> status != Status.ROOM_TAKEN;
            case NameList n -> status == Status.OK;
            case ReservationList r -> status == Status.OK;
            case Holder h -> status == Status.ROOM_TAKEN;
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    "names and reservations go with OK, a holder with ROOM_TAKEN, nothing with the others");
        }
    }

    /** An answer in one part. */
    public static Reply of(RequestId id, int attempt, String server, long index, Status status, Body body) {
        return new Reply(id, attempt, server, index, status, 1, 1, body);
    }
}
