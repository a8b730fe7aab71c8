package io.ringcast.reservation.server.domain;

import io.ringcast.reservation.server.domain.Command.CheckRoom;
import io.ringcast.reservation.server.domain.Command.DeleteReservation;
import io.ringcast.reservation.server.domain.Command.ListDays;
import io.ringcast.reservation.server.domain.Command.ListRooms;
import io.ringcast.reservation.server.domain.Command.ListTimeslots;
import io.ringcast.reservation.server.domain.Command.ReadState;
import io.ringcast.reservation.server.domain.Command.ReserveRoom;
import io.ringcast.reservation.server.domain.Conflict.Kind;
import io.ringcast.reservation.server.domain.Conflict.Party;
import io.ringcast.reservation.server.domain.Outcome.Days;
import io.ringcast.reservation.server.domain.Outcome.Found;
import io.ringcast.reservation.server.domain.Outcome.NotReserved;
import io.ringcast.reservation.server.domain.Outcome.Refusal;
import io.ringcast.reservation.server.domain.Outcome.ReservationDeleted;
import io.ringcast.reservation.server.domain.Outcome.RoomChecked;
import io.ringcast.reservation.server.domain.Outcome.RoomReserved;
import io.ringcast.reservation.server.domain.Outcome.RoomTaken;
import io.ringcast.reservation.server.domain.Outcome.Rooms;
import io.ringcast.reservation.server.domain.Outcome.StateRead;
import io.ringcast.reservation.server.domain.Outcome.Timeslots;
import io.ringcast.reservation.server.domain.Outcome.UnknownRoom;
import java.util.Optional;

/** What follows from which command in which state. Total: every command in every state has an outcome. */
public final class Rules {
    private Rules() {}

    /** Carries out a command. */
    public static Decision apply(State state, Stamp stamp, Command command) {
        return switch (command) {
            case ListDays days ->
                new Decision(state, new Days(state.catalog().days().inOrder()));
            case ListRooms rooms ->
                new Decision(state, new Rooms(state.catalog().rooms().inOrder()));
            case ListTimeslots timeslots ->
                new Decision(state, new Timeslots(state.catalog().timeslots().inOrder()));
            case CheckRoom check -> new Decision(state, check(state, check.room()));
            case ReadState all -> new Decision(state, new StateRead(state));
            case ReserveRoom reserve -> reserve(state, stamp, reserve);
            case DeleteReservation delete -> delete(state, delete.slot());
        };
    }

    /**
     * Brings into a state what another side of a healed partition had done and this one had not. The outcome has been
     * told to a client, so it stands as the outcome of the request; what cannot be kept is recorded as a conflict.
     *
     * @param lost the outcome on the losing side
     */
    public static State reapply(State state, Stamp stamp, Command command, Outcome lost) {
        return switch (lost) {
            case RoomReserved reserved -> reserveAgain(state, stamp, reserved.reservation());
            case ReservationDeleted deleted -> deleteAgain(state, stamp, command, deleted.reservation());
            case Found nothingWasChanged -> state;
            case Refusal nothingWasChanged -> state;
        };
    }

    private static Outcome check(State state, String room) {
        return state.catalog().rooms().contains(room)
                ? new RoomChecked(room, state.reservations().of(room))
                : new UnknownRoom(room);
    }

    private static Decision reserve(State state, Stamp stamp, ReserveRoom command) {
        Slot slot = command.slot();
        Optional<Refusal> refusal = state.catalog().refusalOf(slot);
        if (refusal.isPresent()) {
            return new Decision(state, refusal.get());
        }
        Optional<Reservation> present = state.reservations().at(slot);
        if (present.isPresent()) {
            return new Decision(state, new RoomTaken(present.get()));
        }
        Reservation reservation = new Reservation(slot, command.holder(), stamp.requestId(), stamp.timeMillis());
        return new Decision(state.plus(reservation), new RoomReserved(reservation));
    }

    private static Decision delete(State state, Slot slot) {
        Optional<Refusal> refusal = state.catalog().refusalOf(slot);
        if (refusal.isPresent()) {
            return new Decision(state, refusal.get());
        }
        return state.reservations()
                .at(slot)
                .map(present -> new Decision(state.minus(slot), new ReservationDeleted(present)))
                .orElseGet(() -> new Decision(state, new NotReserved(slot)));
    }

    private static State reserveAgain(State state, Stamp stamp, Reservation lost) {
        Slot slot = lost.slot();
        Party loser = new Party(lost.holder(), lost.requestId());
        if (state.catalog().refusalOf(slot).isPresent()) {
            return state.plus(new Conflict(Kind.NOT_IN_CATALOG, slot, null, loser, stamp.timeMillis()));
        }
        Optional<Reservation> present = state.reservations().at(slot);
        if (present.isEmpty()) {
            return state.plus(lost);
        }
        return sameRequest(present.get(), lost)
                ? state
                : state.plus(new Conflict(Kind.RESERVED_TWICE, slot, party(present.get()), loser, stamp.timeMillis()));
    }

    private static State deleteAgain(State state, Stamp stamp, Command command, Reservation lost) {
        Slot slot = lost.slot();
        if (state.catalog().refusalOf(slot).isPresent()) {
            return state;
        }
        Optional<Reservation> present = state.reservations().at(slot);
        if (present.isEmpty()) {
            return state;
        }
        if (sameRequest(present.get(), lost)) {
            return state.minus(slot);
        }
        String asker = command instanceof DeleteReservation delete ? delete.holder() : lost.holder();
        Party loser = new Party(asker, stamp.requestId());
        return state.plus(new Conflict(Kind.DELETED_ANOTHER, slot, party(present.get()), loser, stamp.timeMillis()));
    }

    private static boolean sameRequest(Reservation present, Reservation lost) {
        return present.requestId().equals(lost.requestId());
    }

    private static Party party(Reservation reservation) {
        return new Party(reservation.holder(), reservation.requestId());
    }
}
