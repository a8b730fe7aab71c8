package io.ringcast.systemtests.history;

/** A room at a timeslot of a day. */
public record SlotName(String room, String timeslot, String day) {
    @Override
    public String toString() {
        return room + " " + timeslot + " " + day;
    }
}
