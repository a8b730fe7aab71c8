package io.ringcast.reservation.server.domain;

import io.ringcast.reservation.server.domain.Command.CheckRoom;
import io.ringcast.reservation.server.domain.Command.DeleteReservation;
import io.ringcast.reservation.server.domain.Command.ListDays;
import io.ringcast.reservation.server.domain.Command.ListRooms;
import io.ringcast.reservation.server.domain.Command.ListTimeslots;
import io.ringcast.reservation.server.domain.Command.ReadState;
import io.ringcast.reservation.server.domain.Command.ReserveRoom;
import io.ringcast.reservation.server.domain.Conflict.Cause;
import io.ringcast.reservation.server.domain.Conflict.Party;
import io.ringcast.reservation.server.domain.Outcome.Answered;
import io.ringcast.reservation.server.domain.Outcome.DaysListed;
import io.ringcast.reservation.server.domain.Outcome.NotReserved;
import io.ringcast.reservation.server.domain.Outcome.Refusal;
import io.ringcast.reservation.server.domain.Outcome.ReservationDeleted;
import io.ringcast.reservation.server.domain.Outcome.RoomChecked;
import io.ringcast.reservation.server.domain.Outcome.RoomReserved;
import io.ringcast.reservation.server.domain.Outcome.RoomTaken;
import io.ringcast.reservation.server.domain.Outcome.RoomsListed;
import io.ringcast.reservation.server.domain.Outcome.StateRead;
import io.ringcast.reservation.server.domain.Outcome.TimeslotsListed;
import io.ringcast.reservation.server.domain.Outcome.UnknownRoom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows from which command in which state. Total: every command in every state has an outcome. */
public final class Rules {
    private Rules() {}

    /** Carries out a command. */
    public static Decision apply(State state, Stamp stamp, Command command) {
        return switch (command) {
            case ListDays days ->
                new Decision(state, new DaysListed(state.catalog().days().inOrder()));
            case ListRooms rooms ->
                new Decision(state, new RoomsListed(state.catalog().rooms().inOrder()));
            case ListTimeslots timeslots ->
                new Decision(
                        state, new TimeslotsListed(state.catalog().timeslots().inOrder()));
            case CheckRoom check -> new Decision(state, check(state, check.room()));
            case ReadState all -> new Decision(state, new StateRead(state));
            case ReserveRoom reserve -> reserve(state, stamp, reserve);
            case DeleteReservation delete -> delete(state, delete.slot());
        };
    }

    /**
     * The state after an outcome that was decided before, perhaps by other rules: what it says was done is done.
     *
     * @throws IllegalStateException if that cannot be done in this state
     */
    public static State redo(State state, Outcome outcome) {
        return switch (outcome) {
            case RoomReserved reserved -> reserveAsDecided(state, reserved.reservation());
            case ReservationDeleted deleted -> deleteAsDecided(state, deleted.reservation());
            case Answered nothingWasChanged -> state;
            case Refusal nothingWasChanged -> state;
        };
    }

    private static State reserveAsDecided(State state, Reservation reservation) {
        Catalog.Place place = state.catalog().find(reservation.slot());
        if (place == null || state.reservations().at(place) != null) {
            throw new IllegalStateException("was reserved, but cannot have been: " + reservation);
        }
        return state.plus(place, reservation);
    }

    private static State deleteAsDecided(State state, Reservation reservation) {
        Catalog.Place place = state.catalog().find(reservation.slot());
        if (place == null || !reservation.equals(state.reservations().at(place))) {
            throw new IllegalStateException("was deleted, but was not there: " + reservation);
        }
        return state.minus(reservation.slot());
    }

    /**
     * Brings into a state what another side of a healed partition had done and this one had not. The outcome has been
     * told to a client, so it stands as the outcome of the request; what cannot be kept is recorded as a conflict.
     *
     * <p>A request to delete that was on its way when the network was cut may have been decided by both sides, each for
     * itself. Whoever asked knows of one outcome, so what only the other one deleted does not go unseen: it stays if it is
     * still there, and is a conflict in any case. If it is forgotten how this side decided, the request itself is one.
     *
     * <p>A request to reserve that both sides carried out made one reservation: where it is gone, it was deleted.
     *
     * @param lost the outcome on the losing side
     * @param decidedTwice whether this side has decided the same request, and otherwise
     * @param kept how; null if it has not, or if it is forgotten
     */
    public static State reapply(
            State state, Stamp stamp, Command command, Outcome lost, boolean decidedTwice, @Nullable Outcome kept) {
        if (decidedTwice && kept == null && command instanceof DeleteReservation delete) {
            return state.catalog().refusalOf(delete.slot()).isPresent() ? state : decidedSomehow(state, stamp, delete);
        }
        State after = switch (lost) {
            case RoomReserved reserved ->
                kept instanceof RoomReserved ? state : reserveAgain(state, stamp, reserved.reservation());
            case ReservationDeleted deleted -> deleteAgain(state, stamp, command, deleted.reservation(), decidedTwice);
            case Answered nothingWasChanged -> state;
            case Refusal nothingWasChanged -> state;
        };
        return kept instanceof ReservationDeleted deleted
                ? deletedHereOnly(after, stamp, deleted.reservation())
                : after;
    }

    private static Outcome check(State state, String room) {
        return state.catalog().rooms().contains(room)
                ? new RoomChecked(room, state.reservations().of(room))
                : new UnknownRoom(room);
    }

    private static Decision reserve(State state, Stamp stamp, ReserveRoom command) {
        Catalog.Place place = state.catalog().find(command.slot());
        if (place == null) {
            return new Decision(state, state.catalog().refusalOf(command.slot()).orElseThrow());
        }
        Reservation present = state.reservations().at(place);
        if (present != null) {
            return new Decision(state, new RoomTaken(present));
        }
        var reservation = new Reservation(place.slot(), command.holder(), stamp.requestId(), stamp.timeMillis());
        return new Decision(state.plus(place, reservation), new RoomReserved(reservation));
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
            return state.plus(new Conflict(Cause.NOT_IN_CATALOG, slot, null, loser, stamp.timeMillis()));
        }
        Optional<Reservation> present = state.reservations().at(slot);
        if (present.isEmpty()) {
            return state.plus(lost);
        }
        return sameRequest(present.get(), lost)
                ? state
                : state.plus(new Conflict(Cause.RESERVED_TWICE, slot, party(present.get()), loser, stamp.timeMillis()));
    }

    private static State deleteAgain(
            State state, Stamp stamp, Command command, Reservation lost, boolean decidedTwice) {
        Slot slot = lost.slot();
        if (state.catalog().refusalOf(slot).isPresent()) {
            return state;
        }
        Optional<Reservation> present = state.reservations().at(slot);
        if (present.isEmpty()) {
            return state;
        }
        boolean same = sameRequest(present.get(), lost);
        if (same && !decidedTwice) {
            return state.minus(slot);
        }
        String asker = command instanceof DeleteReservation delete ? delete.holder() : lost.holder();
        Party loser = new Party(asker, stamp.requestId());
        return state.plus(new Conflict(
                same ? Cause.DECIDED_TWICE : Cause.DELETED_ANOTHER,
                slot,
                party(present.get()),
                loser,
                stamp.timeMillis()));
    }

    private static State deletedHereOnly(State state, Stamp stamp, Reservation deleted) {
        return decidedTwice(state, stamp, deleted.slot(), party(deleted));
    }

    private static State decidedSomehow(State state, Stamp stamp, DeleteReservation delete) {
        return decidedTwice(state, stamp, delete.slot(), new Party(delete.holder(), stamp.requestId()));
    }

    private static State decidedTwice(State state, Stamp stamp, Slot slot, Party loser) {
        Party present = state.reservations().at(slot).map(Rules::party).orElse(null);
        return state.plus(new Conflict(Cause.DECIDED_TWICE, slot, present, loser, stamp.timeMillis()));
    }

    private static boolean sameRequest(Reservation present, Reservation lost) {
        return present.requestId().equals(lost.requestId());
    }

    private static Party party(Reservation reservation) {
        return new Party(reservation.holder(), reservation.requestId());
    }
}
