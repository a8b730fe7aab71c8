package io.ringcast.reservation.server.domain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * All reservations of a catalog, at most one for each slot, in the order room, day, timeslot. Immutable; a change shares
 * almost everything with what it came from, so that a snapshot is only a reference, however many reservations there are.
 */
public final class Reservations {
    private final Catalog catalog;
    private final TreePMap<Long, Reservation> byPosition;

    private Reservations(Catalog catalog, TreePMap<Long, Reservation> byPosition) {
        this.catalog = catalog;
        this.byPosition = byPosition;
    }

    /**
     * The given reservations.
     *
     * @throws IllegalArgumentException if a slot is taken twice or not in the catalog
     */
    public static Reservations of(Catalog catalog, Collection<Reservation> reservations) {
        TreeMap<Long, Reservation> byPosition = new TreeMap<>();
        for (Reservation reservation : reservations) {
            if (byPosition.put(catalog.positionOf(reservation.slot()), reservation) != null) {
                throw new IllegalArgumentException("reserved twice: " + reservation.slot());
            }
        }
        return new Reservations(catalog, TreePMap.fromSortedMap(byPosition));
    }

    /** The reservation of a slot of the catalog. */
    public Optional<Reservation> at(Slot slot) {
        return Optional.ofNullable(byPosition.get(catalog.positionOf(slot)));
    }

    /** The reservation of a slot of the catalog; null if it is free. */
    @Nullable
    Reservation at(Catalog.Place place) {
        return byPosition.get(place.position());
    }

    /** The reservations of a room of the catalog, by day and timeslot. */
    public List<Reservation> of(String room) {
        long first = catalog.rooms().positionOf(room) * catalog.slotsPerRoom();
        return List.copyOf(
                byPosition.subMap(first, first + catalog.slotsPerRoom()).values());
    }

    /** All of them, by room, day and timeslot. The view reads this immutable object: it costs nothing to make. */
    public Collection<Reservation> all() {
        return byPosition.values();
    }

    /** How many slots are taken. */
    public int size() {
        return byPosition.size();
    }

    Reservations plus(Reservation reservation) {
        return new Reservations(catalog, byPosition.plus(catalog.positionOf(reservation.slot()), reservation));
    }

    /** With a reservation of the slot that is at this place. */
    Reservations plus(Catalog.Place place, Reservation reservation) {
        return new Reservations(catalog, byPosition.plus(place.position(), reservation));
    }

    Reservations minus(Slot slot) {
        return new Reservations(catalog, byPosition.minus(catalog.positionOf(slot)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reservations reservations
                && catalog.equals(reservations.catalog)
                && byPosition.equals(reservations.byPosition);
    }

    @Override
    public int hashCode() {
        return byPosition.hashCode();
    }

    @Override
    public String toString() {
        return byPosition.values().toString();
    }
}
