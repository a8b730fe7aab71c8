package io.ringcast.reservation.server.domain;

import java.util.Optional;

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

    /** The place of a slot when all slots are put in order by room, day and timeslot. The slot must be in the catalog. */
    long positionOf(Slot slot) {
        return rooms.positionOf(slot.room()) * slotsPerRoom()
                + (long) days.positionOf(slot.day()) * timeslots.size()
                + timeslots.positionOf(slot.timeslot());
    }
}
