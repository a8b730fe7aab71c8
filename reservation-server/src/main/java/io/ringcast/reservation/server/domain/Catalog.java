package io.ringcast.reservation.server.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be reserved: every room at every timeslot of every day. Immutable; {@link CatalogRules} say how one follows another. */
public record Catalog(Names rooms, Names timeslots, Names days) {

    /** The first part of a slot that this catalog does not have, looked for in the order room, timeslot, day. */
    public Optional<Outcome.Refusal> refusalOf(Slot slot) {
        if (!rooms.contains(slot.room())) {
            return Optional.of(new Outcome.UnknownRoom(slot.room()));
        }
        if (!timeslots.contains(slot.timeslot())) {
            return Optional.of(new Outcome.UnknownTimeslot(slot.timeslot()));
        }
        if (!days.contains(slot.day())) {
            return Optional.of(new Outcome.UnknownDay(slot.day()));
        }
        return Optional.empty();
    }

    /** The list of rooms, of timeslots or of days. */
    public Names names(Part part) {
        return switch (part) {
            case ROOM -> rooms;
            case TIMESLOT -> timeslots;
            case DAY -> days;
        };
    }

    /** The refusal of a name that a catalog does not have. */
    static Outcome.Refusal unknown(Part part, String name) {
        return switch (part) {
            case ROOM -> new Outcome.UnknownRoom(name);
            case TIMESLOT -> new Outcome.UnknownTimeslot(name);
            case DAY -> new Outcome.UnknownDay(name);
        };
    }

    /** The number of slots that each room has. */
    public long slotsPerRoom() {
        return (long) days.size() * timeslots.size();
    }

    /**
     * A slot of the catalog.
     *
     * @param room the room's place among the rooms, from 0
     * @param inRoom the slot's place when the room's slots are put in order by day and timeslot, from 0
     * @param slot with the catalog's own names: equal to those that somebody asked for, and in memory only once
     */
    record Place(int room, long inRoom, Slot slot) {}

    /** Where a slot is; null if it is not in the catalog. */
    @Nullable
    Place find(Slot slot) {
        int room = rooms.find(slot.room());
        int timeslot = timeslots.find(slot.timeslot());
        int day = days.find(slot.day());
        if (room < 0 || timeslot < 0 || day < 0) {
            return null;
        }
        var own = new Slot(
                rooms.inOrder().get(room),
                timeslots.inOrder().get(timeslot),
                days.inOrder().get(day));
        return new Place(room, (long) day * timeslots.size() + timeslot, own);
    }

    /**
     * Where a slot is.
     *
     * @throws IllegalArgumentException if it is not in the catalog
     */
    Place placeOf(Slot slot) {
        Place place = find(slot);
        if (place == null) {
            throw new IllegalArgumentException("not in the catalog: " + slot);
        }
        return place;
    }
}
