package io.ringcast.reservation.server.codec;

import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.server.domain.Outcome;

/** The protocol's status of an outcome, which REST and the audit trail use too. */
public final class OutcomeStatus {
    private OutcomeStatus() {}

    /** The status that tells how a command ended. */
    public static Status of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed o -> Status.OK;
            case Outcome.Answered o -> Status.OK;
            case Outcome.RoomTaken o -> Status.ROOM_TAKEN;
            case Outcome.NotReserved o -> Status.NOT_RESERVED;
            case Outcome.UnknownRoom o -> Status.UNKNOWN_ROOM;
            case Outcome.UnknownTimeslot o -> Status.UNKNOWN_TIMESLOT;
            case Outcome.UnknownDay o -> Status.UNKNOWN_DAY;
        };
    }
}
