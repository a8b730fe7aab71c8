package io.ringcast.reservation.server.domain;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
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

    /**
     * How the places in a room change with the catalog.
     *
     * @param timeslots where each timeslot is in the next catalog, by its place before; negative if it is not there
     * @param days the same of days
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Moves(Catalog before, Catalog next, int[] timeslots, int[] days) {
        /** Whether every place and every name stays. */
        boolean none() {
            return before.timeslots().size() == next.timeslots().size()
                    && stays(timeslots, before.timeslots(), next.timeslots())
                    && stays(days, before.days(), next.days());
        }

        private static boolean stays(int[] places, Names before, Names next) {
            for (int i = 0; i < places.length; i++) {
                if (places[i] != i
                        || !before.inOrder().get(i).equals(next.inOrder().get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** After a change of the catalog; what has no place there is left out. */
    RoomReservations in(Moves moves, String room) {
        Reservation any = byPlace.isEmpty() ? null : byPlace.firstEntry().getValue();
        if (any == null || (any.slot().room().equals(room) && moves.none())) {
            return this;
        }
        int timeslotsBefore = moves.before().timeslots().size();
        List<String> timeslots = moves.next().timeslots().inOrder();
        List<String> days = moves.next().days().inOrder();
        TreeMap<Long, Reservation> moved = new TreeMap<>();
        byPlace.forEach((place, reservation) -> {
            int timeslot = moves.timeslots()[(int) (place % timeslotsBefore)];
            int day = moves.days()[(int) (place / timeslotsBefore)];
            if (timeslot >= 0 && day >= 0) {
                var slot = new Slot(room, timeslots.get(timeslot), days.get(day));
                moved.put(
                        (long) day * timeslots.size() + timeslot,
                        new Reservation(slot, reservation.holder(), reservation.requestId(), reservation.timeMillis()));
            }
        });
        return new RoomReservations(TreePMap.fromSortedMap(moved));
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
