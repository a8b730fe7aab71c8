package io.ringcast.reservation.server.domain;

/** What can be reserved once: a room at a timeslot of a day. */
public record Slot(String room, String timeslot, String day) {
    /** The room, the timeslot or the day. */
    public String of(Part part) {
        return switch (part) {
            case ROOM -> room;
            case TIMESLOT -> timeslot;
            case DAY -> day;
        };
    }

    @Override
    public String toString() {
        return room + " " + timeslot + " " + day;
    }
}
