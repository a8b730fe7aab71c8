package io.ringcast.reservation.server.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be reserved: every room at every timeslot of every day. It never changes while a group lives. */
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

    /** The number of slots that each room has. */
    public long slotsPerRoom() {
        return (long) days.size() * timeslots.size();
    }

    /**
     * A slot of the catalog.
     *
     * @param position its place when all slots are put in order by room, day and timeslot, from 0
     * @param slot with the catalog's own names: equal to those that somebody asked for, and in memory only once
     */
    record Place(long position, Slot slot) {}

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
        return new Place(position(room, timeslot, day), own);
    }

    private long position(int room, int timeslot, int day) {
        return room * slotsPerRoom() + (long) day * timeslots.size() + timeslot;
    }

    /** The place of a slot when all slots are put in order by room, day and timeslot. The slot must be in the catalog. */
    long positionOf(Slot slot) {
        return position(
                rooms.positionOf(slot.room()), timeslots.positionOf(slot.timeslot()), days.positionOf(slot.day()));
    }
}
