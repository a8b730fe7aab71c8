package io.ringcast.reservation.client.terminal;

import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.client.Answer;
import io.ringcast.reservation.client.Command;
import java.util.List;

/** Answers in words. */
final class Sentences {
    private Sentences() {}

    /** What the prompt prints: for lists one name a line, for the rest a sentence. */
    static List<String> lines(Command command, Answer answer, String user) {
        return switch (answer.body()) {
            case Reply.Names names -> names.names();
            case Reply.Reservations reservations -> reservations(command, reservations.reservations());
            case Reply.Holder holder ->
                List.of("ROOM_TAKEN: " + slot(command) + " is reserved for " + holder.holder() + ".");
            case Reply.Empty e -> List.of(sentence(command, answer.status(), user));
        };
    }

    /** Of a change whose outcome nobody told: what may be, and how to find out. */
    static String mayHaveBeenMade(Command command) {
        String check = " once a server answers, 'check " + room(command) + "' tells.";
        return switch (command) {
            case Command.Reserve r -> "The reservation of " + slot(r) + " may have been made, or may still be:" + check;
            case Command.Delete d ->
                "The reservation of " + slot(d) + " may have been deleted, or may still be:" + check;
            case Command.Days d -> "";
            case Command.Rooms r -> "";
            case Command.Timeslots t -> "";
            case Command.Check c -> "";
        };
    }

    private static List<String> reservations(Command command, List<Reply.Slot> slots) {
        return slots.isEmpty()
                ? List.of(room(command) + " is free at all times.")
                : slots.stream()
                        .map(slot -> slot.day() + " " + slot.timeslot() + " " + slot.holder())
                        .toList();
    }

    private static String sentence(Command command, Status status, String user) {
        return switch (status) {
            case OK -> done(command, user);
            case ROOM_TAKEN -> "ROOM_TAKEN: " + slot(command) + " is reserved.";
            case NOT_RESERVED ->
                "NOT_RESERVED: " + slot(command) + " is not reserved; 'check " + room(command) + "' shows what is.";
            case UNKNOWN_ROOM -> "UNKNOWN_ROOM: there is no room '" + room(command) + "'; 'rooms' lists them.";
            case UNKNOWN_TIMESLOT ->
                "UNKNOWN_TIMESLOT: there is no timeslot '" + timeslot(command) + "'; 'timeslots' lists them.";
            case UNKNOWN_DAY -> "UNKNOWN_DAY: there is no day '" + day(command) + "'; 'days' lists them.";
            case BAD_COMMAND -> "BAD_COMMAND: the servers do not know this command.";
            case UNAVAILABLE ->
                "UNAVAILABLE: the servers that answered cannot take commands now, because they are too few "
                        + "or still joining; try again later.";
        };
    }

    private static String done(Command command, String user) {
        return switch (command) {
            case Command.Reserve r -> "Reserved " + slot(r) + " for " + user + ".";
            case Command.Delete d -> "Deleted the reservation of " + slot(d) + ".";
            case Command.Days d -> "There are no days.";
            case Command.Rooms r -> "There are no rooms.";
            case Command.Timeslots t -> "There are no timeslots.";
            case Command.Check c -> c.room() + " is free at all times.";
        };
    }

    private static String slot(Command command) {
        return room(command) + " " + timeslot(command) + " " + day(command);
    }

    private static String room(Command command) {
        return switch (command) {
            case Command.Check c -> c.room();
            case Command.Reserve r -> r.room();
            case Command.Delete d -> d.room();
            case Command.Days d -> "";
            case Command.Rooms r -> "";
            case Command.Timeslots t -> "";
        };
    }

    private static String timeslot(Command command) {
        return switch (command) {
            case Command.Reserve r -> r.timeslot();
            case Command.Delete d -> d.timeslot();
            case Command.Check c -> "";
            case Command.Days d -> "";
            case Command.Rooms r -> "";
            case Command.Timeslots t -> "";
        };
    }

    private static String day(Command command) {
        return switch (command) {
            case Command.Reserve r -> r.day();
            case Command.Delete d -> d.day();
            case Command.Check c -> "";
            case Command.Days d -> "";
            case Command.Rooms r -> "";
            case Command.Timeslots t -> "";
        };
    }
}
