package io.ringcast.reservation.server.domain;

import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine.Transition;
import io.ringcast.reservation.server.domain.Command.ChangeCatalog;
import io.ringcast.reservation.server.domain.Command.CheckRoom;
import io.ringcast.reservation.server.domain.Command.Delete;
import io.ringcast.reservation.server.domain.Command.DeleteOwnReservation;
import io.ringcast.reservation.server.domain.Command.DeleteReservation;
import io.ringcast.reservation.server.domain.Command.ListDays;
import io.ringcast.reservation.server.domain.Command.ListRooms;
import io.ringcast.reservation.server.domain.Command.ListTimeslots;
import io.ringcast.reservation.server.domain.Command.ReadState;
import io.ringcast.reservation.server.domain.Command.ReserveRoom;
import io.ringcast.reservation.server.domain.Conflict.Disagreement;
import io.ringcast.reservation.server.domain.Conflict.Party;
import io.ringcast.reservation.server.domain.Outcome.Answered;
import io.ringcast.reservation.server.domain.Outcome.CatalogChanged;
import io.ringcast.reservation.server.domain.Outcome.DaysListed;
import io.ringcast.reservation.server.domain.Outcome.HeldByAnother;
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

/** The rules of the reservation service. Total: every command has an outcome in every state. */
public final class Rules {
    private Rules() {}

    /** Carries out a command. */
    public static Transition<State, Outcome> apply(State state, Ordered<Command> ordered, CatalogLimit limit) {
        return switch (ordered.command()) {
            case ListDays days ->
                new Transition<>(state, new DaysListed(state.catalog().days().inOrder()));
            case ListRooms rooms ->
                new Transition<>(state, new RoomsListed(state.catalog().rooms().inOrder()));
            case ListTimeslots timeslots ->
                new Transition<>(
                        state, new TimeslotsListed(state.catalog().timeslots().inOrder()));
            case CheckRoom check -> new Transition<>(state, check(state, check.room()));
            case ReadState all -> new Transition<>(state, new StateRead(state));
            case ReserveRoom reserve -> reserve(state, ordered, reserve);
            case DeleteReservation delete -> delete(state, delete.slot());
            case DeleteOwnReservation own -> deleteOwn(state, own);
            case ChangeCatalog change -> CatalogRules.apply(state, change, limit);
        };
    }

    /**
     * The state after an outcome that was decided before, perhaps by the rules of another release.
     *
     * @throws IllegalStateException if that cannot be done in this state
     */
    public static State redo(State state, Command command, Outcome outcome) {
        return switch (outcome) {
            case CatalogChanged changed -> CatalogRules.redo(state, changeOf(command));
            case RoomReserved reserved -> reserveAsDecided(state, reserved.reservation());
            case ReservationDeleted deleted -> deleteAsDecided(state, deleted.reservation());
            case Answered nothingWasChanged -> state;
            case Refusal nothingWasChanged -> state;
        };
    }

    private static ChangeCatalog changeOf(Command command) {
        if (command instanceof ChangeCatalog change) {
            return change;
        }
        throw new IllegalStateException("the catalog was changed, but cannot have been by " + command);
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
     * Applies to a state a change that only the other side of a healed partition had made. A client has been told the
     * outcome, so it stays the outcome of the request. A change that cannot be kept is recorded as a conflict.
     *
     * <p>A request to delete that was under way when the network was cut may have been decided by both sides. Its requester
     * knows of only one outcome. A reservation that only the other decision deleted is therefore kept if it still exists,
     * and recorded as a conflict in any case. If this side's decision is forgotten, the request itself is a conflict.
     *
     * <p>A request to reserve that both sides carried out made one reservation; if it is gone, it was deleted. A change of the
     * catalog that both sides made was made.
     *
     * @param lost the outcome on the losing side
     * @param decided what this side decided for the same request; null if it did not decide it
     */
    public static State reapply(
            State state, Ordered<Command> ordered, Outcome lost, @Nullable Kept<Outcome> decided, CatalogLimit limit) {
        Outcome kept = decided == null ? null : decided.outcome();
        if (decided != null && kept == null && ordered.command() instanceof Delete delete) {
            return decidedSomehow(state, ordered, delete);
        }
        State after = switch (lost) {
            case RoomReserved reserved ->
                kept instanceof RoomReserved ? state : reserveAgain(state, ordered, reserved.reservation());
            case ReservationDeleted deleted -> deleteAgain(state, ordered, deleted.reservation(), decided != null);
            case CatalogChanged changed ->
                kept instanceof CatalogChanged
                        ? state
                        : CatalogRules.reapply(state, ordered, changeOf(ordered.command()), changed, limit);
            case Answered nothingWasChanged -> state;
            case Refusal nothingWasChanged -> state;
        };
        return kept instanceof ReservationDeleted deleted
                ? deletedHereOnly(after, ordered, deleted.reservation())
                : after;
    }

    private static Outcome check(State state, String room) {
        return state.catalog().rooms().contains(room)
                ? new RoomChecked(room, state.reservations().of(room))
                : new UnknownRoom(room);
    }

    private static Transition<State, Outcome> reserve(State state, Ordered<Command> ordered, ReserveRoom command) {
        Catalog.Place place = state.catalog().find(command.slot());
        if (place == null) {
            return new Transition<>(
                    state, state.catalog().refusalOf(command.slot()).orElseThrow());
        }
        Reservation present = state.reservations().at(place);
        if (present != null) {
            return new Transition<>(state, new RoomTaken(present));
        }
        var reservation = new Reservation(place.slot(), command.holder(), idOf(ordered), ordered.timeMillis());
        return new Transition<>(state.plus(place, reservation), new RoomReserved(reservation));
    }

    private static Transition<State, Outcome> delete(State state, Slot slot) {
        Optional<Refusal> refusal = state.catalog().refusalOf(slot);
        if (refusal.isPresent()) {
            return new Transition<>(state, refusal.get());
        }
        Reservation present = state.reservations().at(slot).orElse(null);
        return present == null
                ? new Transition<>(state, new NotReserved(slot))
                : new Transition<>(state.minus(slot), new ReservationDeleted(present));
    }

    private static Transition<State, Outcome> deleteOwn(State state, DeleteOwnReservation own) {
        Reservation present = state.reservations().find(own.slot());
        return present != null && !present.holder().equals(own.holder())
                ? new Transition<>(state, new HeldByAnother(present))
                : delete(state, own.slot());
    }

    private static State reserveAgain(State state, Ordered<Command> ordered, Reservation lost) {
        Slot slot = lost.slot();
        Party loser = new Party(lost.holder(), lost.requestId());
        if (state.catalog().refusalOf(slot).isPresent()) {
            return state.plus(new Conflict(Disagreement.NOT_IN_CATALOG, slot, null, loser, ordered.timeMillis()));
        }
        Optional<Reservation> present = state.reservations().at(slot);
        if (present.isEmpty()) {
            return state.plus(lost);
        }
        return sameRequest(present.get(), lost)
                ? state
                : state.plus(new Conflict(
                        Disagreement.RESERVED_TWICE, slot, party(present.get()), loser, ordered.timeMillis()));
    }

    private static State deleteAgain(State state, Ordered<Command> ordered, Reservation lost, boolean decidedTwice) {
        Reservation present = whereNow(state, lost);
        if (present == null) {
            return state;
        }
        Slot slot = present.slot();
        boolean same = sameRequest(present, lost);
        if (same && !decidedTwice) {
            return state.minus(slot);
        }
        String asker = ordered.command() instanceof Delete delete ? delete.holder() : lost.holder();
        Party loser = new Party(asker, idOf(ordered));
        return state.plus(new Conflict(
                same ? Disagreement.DECIDED_TWICE : Disagreement.DELETED_ANOTHER,
                slot,
                party(present),
                loser,
                ordered.timeMillis()));
    }

    /**
     * What has become of a reservation: itself, which may have another slot since its room, timeslot or day was renamed; or another
     * one that has its slot now; null if there is neither.
     */
    private static @Nullable Reservation whereNow(State state, Reservation lost) {
        Reservation there = state.reservations().find(lost.slot());
        if (there != null && sameRequest(there, lost)) {
            return there;
        }
        Reservation moved = state.reservations().madeBy(lost.requestId());
        return moved == null ? there : moved;
    }

    private static State deletedHereOnly(State state, Ordered<Command> ordered, Reservation deleted) {
        return decidedTwice(state, ordered, deleted.slot(), party(deleted));
    }

    private static State decidedSomehow(State state, Ordered<Command> ordered, Delete delete) {
        return decidedTwice(state, ordered, delete.slot(), new Party(delete.holder(), idOf(ordered)));
    }

    private static State decidedTwice(State state, Ordered<Command> ordered, Slot slot, Party loser) {
        Reservation present = state.reservations().find(slot);
        return state.plus(new Conflict(
                Disagreement.DECIDED_TWICE,
                slot,
                present == null ? null : party(present),
                loser,
                ordered.timeMillis()));
    }

    private static String idOf(Ordered<Command> ordered) {
        return ordered.id().toString();
    }

    private static boolean sameRequest(Reservation present, Reservation lost) {
        return present.requestId().equals(lost.requestId());
    }

    private static Party party(Reservation reservation) {
        return new Party(reservation.holder(), reservation.requestId());
    }
}
