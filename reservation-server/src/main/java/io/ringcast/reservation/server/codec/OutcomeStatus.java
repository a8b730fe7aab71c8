package io.ringcast.reservation.server.codec;

import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Outcome.CatalogRefusal;

/** How a command ended, in a word. */
public final class OutcomeStatus {
    private OutcomeStatus() {}

    /**
     * The protocol's status, for commands that the protocol has.
     *
     * @throws IllegalArgumentException if no command of the protocol ends so
     */
    public static Status of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed o -> Status.OK;
            case Outcome.Answered o -> Status.OK;
            case Outcome.RoomTaken o -> Status.ROOM_TAKEN;
            case Outcome.NotReserved o -> Status.NOT_RESERVED;
            case Outcome.UnknownRoom o -> Status.UNKNOWN_ROOM;
            case Outcome.UnknownTimeslot o -> Status.UNKNOWN_TIMESLOT;
            case Outcome.UnknownDay o -> Status.UNKNOWN_DAY;
            case Outcome.HeldByAnother o -> throw foreign(o);
            case CatalogRefusal o -> throw foreign(o);
        };
    }

    /** The same for REST and the audit trail, which have more commands: the protocol's status where it has one. */
    public static String codeOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.HeldByAnother o -> "HELD_BY_ANOTHER";
            case CatalogRefusal o -> codeOf(o);
            default -> of(outcome).name();
        };
    }

    private static IllegalArgumentException foreign(Outcome outcome) {
        return new IllegalArgumentException("no client asks for what ends as " + outcome);
    }

    private static String codeOf(CatalogRefusal refusal) {
        return switch (refusal) {
            case Outcome.NameExists o -> "NAME_EXISTS";
            case Outcome.StillReserved o -> "STILL_RESERVED";
            case Outcome.LastName o -> "LAST_NAME";
            case Outcome.CatalogTooLarge o -> "CATALOG_TOO_LARGE";
        };
    }
}
