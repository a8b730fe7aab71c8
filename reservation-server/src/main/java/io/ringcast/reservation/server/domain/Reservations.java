package io.ringcast.reservation.server.domain;

import io.ringcast.reservation.server.domain.Catalog.Place;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * All reservations of a catalog, at most one for each slot, in the order room, day, timeslot. Immutable; a change shares
 * almost everything with what it came from, so that a snapshot is only a reference, however many reservations there are.
 */
public final class Reservations {
    private final Catalog catalog;
    /** By the room's place in the catalog; only those that have any. */
    private final TreePMap<Integer, RoomReservations> byRoom;

    private final int size;

    private Reservations(Catalog catalog, TreePMap<Integer, RoomReservations> byRoom, int size) {
        this.catalog = catalog;
        this.byRoom = byRoom;
        this.size = size;
    }

    /**
     * The given reservations.
     *
     * @throws IllegalArgumentException if a slot is taken twice or not in the catalog
     */
    public static Reservations of(Catalog catalog, Collection<Reservation> reservations) {
        TreeMap<Integer, RoomReservations> byRoom = new TreeMap<>();
        for (Reservation reservation : reservations) {
            Place place = catalog.placeOf(reservation.slot());
            RoomReservations room = byRoom.getOrDefault(place.room(), RoomReservations.NONE);
            if (room.at(place.inRoom()) != null) {
                throw new IllegalArgumentException("reserved twice: " + reservation.slot());
            }
            byRoom.put(place.room(), room.plus(place.inRoom(), reservation));
        }
        return new Reservations(catalog, TreePMap.fromSortedMap(byRoom), reservations.size());
    }

    /** The reservation of a slot of the catalog. */
    public Optional<Reservation> at(Slot slot) {
        return Optional.ofNullable(at(catalog.placeOf(slot)));
    }

    /** The reservation of a slot; null if it is free, or not in the catalog. */
    @Nullable
    Reservation find(Slot slot) {
        Place place = catalog.find(slot);
        return place == null ? null : at(place);
    }

    /** The reservation that a request made, wherever it is now; null if there is none. Looks at all of them. */
    @Nullable
    Reservation madeBy(String requestId) {
        for (Reservation reservation : all()) {
            if (reservation.requestId().equals(requestId)) {
                return reservation;
            }
        }
        return null;
    }

    /** The reservation of a slot of the catalog; null if it is free. */
    @Nullable
    Reservation at(Place place) {
        return room(place.room()).at(place.inRoom());
    }

    /** The reservations of a room of the catalog, by day and timeslot. The same list until one of them changes. */
    public List<Reservation> of(String room) {
        return room(catalog.rooms().positionOf(room)).inOrder();
    }

    private RoomReservations room(int position) {
        return byRoom.getOrDefault(position, RoomReservations.NONE);
    }

    /** All of them, by room, day and timeslot. The view reads this immutable object: it costs nothing to make. */
    public Collection<Reservation> all() {
        return new AbstractCollection<>() {
            @Override
            public Iterator<Reservation> iterator() {
                return byRoom.values().stream()
                        .flatMap(room -> room.all().stream())
                        .iterator();
            }

            @Override
            public void forEach(Consumer<? super Reservation> action) {
                byRoom.values().forEach(room -> room.all().forEach(action));
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** How many slots are taken. */
    public int size() {
        return size;
    }

    Reservations plus(Reservation reservation) {
        return plus(catalog.placeOf(reservation.slot()), reservation);
    }

    /** With a reservation of the slot that is at this place. */
    Reservations plus(Place place, Reservation reservation) {
        return with(place.room(), room(place.room()).plus(place.inRoom(), reservation));
    }

    Reservations minus(Slot slot) {
        Place place = catalog.placeOf(slot);
        return with(place.room(), room(place.room()).minus(place.inRoom()));
    }

    /** In the catalog that the edits make of this one. Rooms in which nothing changes are shared. */
    Reservations in(Catalog next, CatalogDraft edits) {
        int[] rooms = edits.places(Part.ROOM);
        var moves = new RoomReservations.Moves(catalog, next, edits.places(Part.TIMESLOT), edits.places(Part.DAY));
        TreeMap<Integer, RoomReservations> moved = new TreeMap<>();
        int count = 0;
        for (Map.Entry<Integer, RoomReservations> room : byRoom.entrySet()) {
            int to = rooms[room.getKey()];
            if (to >= 0) {
                RoomReservations there =
                        room.getValue().in(moves, next.rooms().inOrder().get(to));
                if (there.size() > 0) {
                    moved.put(to, there);
                    count += there.size();
                }
            }
        }
        return new Reservations(next, TreePMap.fromSortedMap(moved), count);
    }

    private Reservations with(int position, RoomReservations room) {
        return new Reservations(
                catalog,
                room.size() == 0 ? byRoom.minus(position) : byRoom.plus(position, room),
                size - room(position).size() + room.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reservations reservations
                && catalog.equals(reservations.catalog)
                && byRoom.equals(reservations.byRoom);
    }

    @Override
    public int hashCode() {
        return byRoom.hashCode();
    }

    @Override
    public String toString() {
        return all().toString();
    }
}
