package io.ringcast.protocol.reservation;

import io.ringcast.protocol.Text;

/** What a client asks the servers to do. Names are as {@link Text#requireName} demands. */
public sealed interface ReservationCommand {
    /** Asks for the names of all days. */
    record Days() implements ReservationCommand {}

    /** Asks for the names of all rooms. */
    record Rooms() implements ReservationCommand {}

    /** Asks for the names of all timeslots. */
    record Timeslots() implements ReservationCommand {}

    /** Asks for all reservations of a room. */
    record Check(String room) implements ReservationCommand {
        /** Refuses what is not a name. */
        public Check {
            Text.requireName("room", room);
        }
    }

    /** A command about one slot: the servers' state may change. */
    sealed interface SlotCommand extends ReservationCommand {
        /** The slot's room. */
        String room();

        /** The slot's timeslot. */
        String timeslot();

        /** The slot's day. */
        String day();

        /** The name of the requester. */
        String holder();
    }

    /** Reserves a room for its holder. */
    record Reserve(String room, String timeslot, String day, String holder) implements SlotCommand {
        /** Refuses what is not a name. */
        public Reserve {
            requireSlot(room, timeslot, day, holder);
        }
    }

    /** Deletes a reservation, whoever holds it; {@code holder} is the name of the requester. */
    record Delete(String room, String timeslot, String day, String holder) implements SlotCommand {
        /** Refuses what is not a name. */
        public Delete {
            requireSlot(room, timeslot, day, holder);
        }
    }

    /** Whether the command may change the servers' state. A change has one outcome, however often it is repeated. */
    default boolean isChange() {
        return switch (this) {
            case Days d -> false;
            case Rooms r -> false;
            case Timeslots t -> false;
            case Check c -> false;
            case SlotCommand c -> true;
        };
    }

    private static void requireSlot(String room, String timeslot, String day, String holder) {
        Text.requireName("room", room);
        Text.requireName("timeslot", timeslot);
        Text.requireName("day", day);
        Text.requireName("holder", holder);
    }
}
