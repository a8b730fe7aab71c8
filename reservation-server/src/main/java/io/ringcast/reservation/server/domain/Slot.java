package io.ringcast.reservation.server.domain;

/** What can be reserved once: a room at a timeslot of a day. */
public record Slot(String room, String timeslot, String day) {
    @Override
    public String toString() {
        return room + " " + timeslot + " " + day;
    }
}
