package io.ringcast.reservation.server.domain;

import java.util.Collection;
import java.util.List;

/** Everything that the replicas of a group agree on. */
public record State(Catalog catalog, Reservations reservations, Conflicts conflicts) {

    /** A catalog with nothing reserved. */
    public static State of(Catalog catalog) {
        return of(catalog, List.of());
    }

    /** A catalog with reservations, before anything has happened. */
    public static State of(Catalog catalog, Collection<Reservation> reservations) {
        return new State(catalog, Reservations.of(catalog, reservations), Conflicts.none());
    }

    State plus(Reservation reservation) {
        return new State(catalog, reservations.plus(reservation), conflicts);
    }

    State plus(Catalog.Place place, Reservation reservation) {
        return new State(catalog, reservations.plus(place, reservation), conflicts);
    }

    State minus(Slot slot) {
        return new State(catalog, reservations.minus(slot), conflicts);
    }

    /** After the edits of the catalog; what is reserved of a name that was taken out is gone. */
    State in(CatalogDraft draft) {
        Catalog next = draft.catalog();
        return new State(next, reservations.in(next, draft), conflicts);
    }

    State plus(Conflict conflict) {
        return new State(catalog, reservations, conflicts.plus(conflict));
    }
}
