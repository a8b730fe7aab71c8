package io.ringcast.reservation.server.domain;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** The reservations of one room by their place in it, in the order day, timeslot. Immutable. */
final class RoomReservations {
    static final RoomReservations NONE = new RoomReservations(TreePMap.empty());

    private final TreePMap<Long, Reservation> byPlace;
    /** Created on first use: rooms are read more often than they change. Two threads may both create it. */
    private @Nullable List<Reservation> inOrder;

    private RoomReservations(TreePMap<Long, Reservation> byPlace) {
        this.byPlace = byPlace;
    }

    @Nullable
    Reservation at(long place) {
        return byPlace.get(place);
    }

    /** The same list until something changes. */
    List<Reservation> inOrder() {
        List<Reservation> list = inOrder;
        if (list == null) {
            list = List.copyOf(byPlace.values());
            inOrder = list;
        }
        return list;
    }

    /** In order, and without a list. */
    Collection<Reservation> all() {
        return byPlace.values();
    }

    int size() {
        return byPlace.size();
    }

    RoomReservations plus(long place, Reservation reservation) {
        return new RoomReservations(byPlace.plus(place, reservation));
    }

    RoomReservations minus(long place) {
        return new RoomReservations(byPlace.minus(place));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoomReservations room && byPlace.equals(room.byPlace);
    }

    @Override
    public int hashCode() {
        return byPlace.hashCode();
    }
}
