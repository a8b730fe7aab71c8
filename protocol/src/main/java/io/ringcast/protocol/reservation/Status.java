package io.ringcast.protocol.reservation;

/** How a command ended. */
public enum Status {
    /** It was done, or here is the answer. */
    OK,
    /** Somebody holds the slot; the reply names the holder. */
    ROOM_TAKEN,
    /** There is nothing to delete at this slot. */
    NOT_RESERVED,
    /** No room has exactly this name. */
    UNKNOWN_ROOM,
    /** No timeslot has exactly this name. */
    UNKNOWN_TIMESLOT,
    /** No day has exactly this name. */
    UNKNOWN_DAY,
    /** The command is none of the protocol's. */
    BAD_COMMAND,
    /** This server cannot take the command now; another one may, and this one may later. Not an outcome. */
    UNAVAILABLE
}
