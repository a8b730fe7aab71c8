package io.ringcast.reservation.server.transport;

import io.ringcast.protocol.RequestId;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReplyParts;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Reservation;
import java.util.ArrayList;
import java.util.List;

/** An outcome as the datagrams that tell it. */
final class Replies {
    private final String server;

    Replies(String server) {
        this.server = server;
    }

    List<Reply> of(RequestId id, int attempt, long index, Outcome outcome) {
        return ReplyParts.of(Reply.of(id, attempt, server, index, status(outcome), body(outcome)));
    }

    Reply unavailable(RequestId id, int attempt) {
        return Reply.of(id, attempt, server, 0, Status.UNAVAILABLE, Reply.EMPTY);
    }

    private static Status status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done o -> Status.OK;
            case Outcome.Found o -> Status.OK;
            case Outcome.RoomTaken o -> Status.ROOM_TAKEN;
            case Outcome.NotReserved o -> Status.NOT_RESERVED;
            case Outcome.UnknownRoom o -> Status.UNKNOWN_ROOM;
            case Outcome.UnknownTimeslot o -> Status.UNKNOWN_TIMESLOT;
            case Outcome.UnknownDay o -> Status.UNKNOWN_DAY;
        };
    }

    private static Reply.Body body(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Days o -> new Reply.Names(o.names());
            case Outcome.Rooms o -> new Reply.Names(o.names());
            case Outcome.Timeslots o -> new Reply.Names(o.names());
            case Outcome.RoomChecked o -> new Reply.Reservations(slots(o.reservations()));
            case Outcome.StateRead o -> throw new IllegalArgumentException("the whole state is read over REST only");
            case Outcome.RoomTaken o -> new Reply.Holder(o.reservation().holder());
            case Outcome.Done o -> Reply.EMPTY;
            case Outcome.Refusal o -> Reply.EMPTY;
        };
    }

    private static List<Reply.Slot> slots(List<Reservation> reservations) {
        List<Reply.Slot> slots = new ArrayList<>(reservations.size());
        for (Reservation reservation : reservations) {
            slots.add(slot(reservation));
        }
        return slots;
    }

    private static Reply.Slot slot(Reservation reservation) {
        return new Reply.Slot(reservation.slot().day(), reservation.slot().timeslot(), reservation.holder());
    }
}
