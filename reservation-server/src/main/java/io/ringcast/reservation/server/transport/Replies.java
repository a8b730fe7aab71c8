package io.ringcast.reservation.server.transport;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReplyParts;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.server.codec.OutcomeStatus;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Reservation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns outcomes into replies. For one thread. */
final class Replies {
    /** For how many rooms the body of the last reply is cached. */
    private static final int ROOMS_KEPT = 1024;

    private final String server;
    private final @Nullable Checked[] checked = new Checked[ROOMS_KEPT];

    /** The reservations of a room, which fit one datagram, and the body of a reply with them. */
    private record Checked(List<Reservation> reservations, Reply.Body body) {}

    Replies(String server) {
        this.server = server;
    }

    List<Reply> of(RequestId id, int attempt, long index, Outcome outcome) {
        return outcome instanceof Outcome.RoomChecked room
                ? checked(id, attempt, index, room)
                : ReplyParts.of(Reply.of(id, attempt, server, index, OutcomeStatus.of(outcome), body(outcome)));
    }

    /** Reuses the body of the last reply while the room's reservations are the same: rooms seldom change. */
    @SuppressWarnings(
            "ReferenceEquality") // The state keeps the list until the room changes; comparing elements would cost more.
    private List<Reply> checked(RequestId id, int attempt, long index, Outcome.RoomChecked room) {
        int place = Math.floorMod(room.room().hashCode(), ROOMS_KEPT);
        Checked kept = checked[place];
        if (kept != null && kept.reservations() == room.reservations()) {
            return List.of(Reply.of(id, attempt, server, index, Status.OK, kept.body()));
        }
        Reply whole = Reply.of(id, attempt, server, index, Status.OK, body(room));
        List<Reply> parts = ReplyParts.of(whole);
        checked[place] = parts.size() == 1 ? new Checked(room.reservations(), whole.body()) : null;
        return parts;
    }

    Reply unavailable(RequestId id, int attempt) {
        return Reply.of(id, attempt, server, 0, Status.UNAVAILABLE, Reply.EMPTY);
    }

    private static Reply.Body body(Outcome outcome) {
        return switch (outcome) {
            case Outcome.DaysListed o -> new Reply.NameList(o.names());
            case Outcome.RoomsListed o -> new Reply.NameList(o.names());
            case Outcome.TimeslotsListed o -> new Reply.NameList(o.names());
            case Outcome.RoomChecked o -> new Reply.ReservationList(slots(o.reservations()));
            case Outcome.StateRead o -> throw new IllegalArgumentException("the whole state is read over REST only");
            case Outcome.RoomTaken o -> new Reply.Holder(o.reservation().holder());
            case Outcome.Changed o -> Reply.EMPTY;
            case Outcome.Refusal o -> Reply.EMPTY;
        };
    }

    private static List<Reply.ReservedSlot> slots(List<Reservation> reservations) {
        List<Reply.ReservedSlot> slots = new ArrayList<>(reservations.size());
        for (Reservation reservation : reservations) {
            slots.add(slot(reservation));
        }
        return slots;
    }

    private static Reply.ReservedSlot slot(Reservation reservation) {
        return new Reply.ReservedSlot(
                reservation.slot().day(), reservation.slot().timeslot(), reservation.holder());
    }
}
