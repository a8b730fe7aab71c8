package io.ringcast.protocol.reservation;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.Text;

/**
 * A command, multicast by a client to all servers. A repeated request differs from the first only in its attempt number.
 */
public sealed interface Request extends ReservationMessage {
    /** Largest attempt number. */
    int ATTEMPT_MAX = 99;

    /** 1 for the first datagram of this id, 2 for its first repetition, and so on. */
    int attempt();

    /** The same request, to be sent another time. */
    Request withAttempt(int attempt);

    /** Asks for the names of all days. */
    record Days(RequestId id, int attempt) implements Request {
        /** Refuses an attempt out of range. */
        public Days {
            requireAttempt(attempt);
        }

        @Override
        public Days withAttempt(int attempt) {
            return new Days(id, attempt);
        }
    }

    /** Asks for the names of all rooms. */
    record Rooms(RequestId id, int attempt) implements Request {
        /** Refuses an attempt out of range. */
        public Rooms {
            requireAttempt(attempt);
        }

        @Override
        public Rooms withAttempt(int attempt) {
            return new Rooms(id, attempt);
        }
    }

    /** Asks for the names of all timeslots. */
    record Timeslots(RequestId id, int attempt) implements Request {
        /** Refuses an attempt out of range. */
        public Timeslots {
            requireAttempt(attempt);
        }

        @Override
        public Timeslots withAttempt(int attempt) {
            return new Timeslots(id, attempt);
        }
    }

    /** Asks for all reservations of a room. */
    record Check(RequestId id, int attempt, String room) implements Request {
        /** Refuses an attempt out of range and what is not a name. */
        public Check {
            requireAttempt(attempt);
            Text.requireName("room", room);
        }

        @Override
        public Check withAttempt(int attempt) {
            return new Check(id, attempt, room);
        }
    }

    /** Reserves a room for its holder. */
    record Reserve(RequestId id, int attempt, String room, String timeslot, String day, String holder)
            implements Request {
        /** Refuses an attempt out of range and what is not a name. */
        public Reserve {
            requireAttempt(attempt);
            requireSlot(room, timeslot, day, holder);
        }

        @Override
        public Reserve withAttempt(int attempt) {
            return new Reserve(id, attempt, room, timeslot, day, holder);
        }
    }

    /** Deletes a reservation, whoever holds it; {@code holder} is who asks. */
    record Delete(RequestId id, int attempt, String room, String timeslot, String day, String holder)
            implements Request {
        /** Refuses an attempt out of range and what is not a name. */
        public Delete {
            requireAttempt(attempt);
            requireSlot(room, timeslot, day, holder);
        }

        @Override
        public Delete withAttempt(int attempt) {
            return new Delete(id, attempt, room, timeslot, day, holder);
        }
    }

    private static void requireAttempt(int attempt) {
        if (attempt < 1 || attempt > ATTEMPT_MAX) {
            throw new IllegalArgumentException("an attempt number is 1 to " + ATTEMPT_MAX);
        }
    }

    private static void requireSlot(String room, String timeslot, String day, String holder) {
        Text.requireName("room", room);
        Text.requireName("timeslot", timeslot);
        Text.requireName("day", day);
        Text.requireName("holder", holder);
    }
}
