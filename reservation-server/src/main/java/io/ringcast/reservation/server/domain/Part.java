package io.ringcast.reservation.server.domain;

/** What a slot is made of: each is a list of the catalog. */
public enum Part {
    /** Where. */
    ROOM,
    /** When on a day. */
    TIMESLOT,
    /** On which day. */
    DAY
}
