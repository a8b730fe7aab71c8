package io.ringcast.reservation.client.terminal;

import io.ringcast.protocol.Words;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers in words. */
final class Sentences {
    private Sentences() {}

    /** The lines to print: one name a line for lists, a sentence for the rest. */
    static List<String> lines(ReservationCommand command, Reply reply) {
        return lines(command, reply, null);
    }

    /**
     * The lines to print.
     *
     * @param nearest the name that was probably meant in place of one that does not exist; null if that is not known
     */
    static List<String> lines(ReservationCommand command, Reply reply, @Nullable String nearest) {
        return switch (reply.body()) {
            case Reply.NameList names -> names.names();
            case Reply.ReservationList reservations -> reservations(command, reservations.reservations());
            case Reply.Holder holder ->
                List.of("ROOM_TAKEN: " + slot(command) + " is reserved for " + holder.holder() + ".");
            case Reply.Empty e -> List.of(sentence(command, reply.status(), nearest));
        };
    }

    /** For a change whose outcome is unknown: what may have happened, and how to find out. */
    static String mayHaveBeenMade(ReservationCommand command) {
        String check = " once a server answers, '" + Words.line("check", room(command)) + "' tells.";
        return switch (command) {
            case ReservationCommand.Reserve r ->
                "The reservation of " + slot(r) + " may have been made, or may still be:" + check;
            case ReservationCommand.Delete d ->
                "The reservation of " + slot(d) + " may have been deleted, or may still be:" + check;
            case ReservationCommand.Days d -> "";
            case ReservationCommand.Rooms r -> "";
            case ReservationCommand.Timeslots t -> "";
            case ReservationCommand.Check c -> "";
        };
    }

    private static List<String> reservations(ReservationCommand command, List<Reply.ReservedSlot> slots) {
        return slots.isEmpty()
                ? List.of(room(command) + " is free at all times.")
                : slots.stream()
                        .map(slot -> Words.line(slot.day(), slot.timeslot(), slot.holder()))
                        .toList();
    }

    private static String sentence(ReservationCommand command, Status status, @Nullable String nearest) {
        return switch (status) {
            case OK -> done(command);
            case ROOM_TAKEN -> "ROOM_TAKEN: " + slot(command) + " is reserved.";
            case NOT_RESERVED ->
                "NOT_RESERVED: " + slot(command) + " is not reserved; '" + Words.line("check", room(command))
                        + "' shows what is.";
            case UNKNOWN_ROOM -> "UNKNOWN_ROOM: " + unknown("room", room(command), nearest);
            case UNKNOWN_TIMESLOT -> "UNKNOWN_TIMESLOT: " + unknown("timeslot", timeslot(command), nearest);
            case UNKNOWN_DAY -> "UNKNOWN_DAY: " + unknown("day", day(command), nearest);
            case BAD_COMMAND -> "BAD_COMMAND: the servers do not know this command.";
            case UNAVAILABLE ->
                "UNAVAILABLE: the servers that answered cannot take commands now, because they are too few "
                        + "or still joining; try again later.";
        };
    }

    static String unknown(String kind, String name, @Nullable String nearest) {
        String guess = nearest == null ? "" : "; did you mean " + Words.quote(nearest) + "?";
        return "there is no " + kind + " '" + name + "'" + (guess.isEmpty() ? ";" : guess) + " '" + kind
                + "s' lists them.";
    }

    private static String done(ReservationCommand command) {
        return switch (command) {
            case ReservationCommand.Reserve r -> "Reserved " + slot(r) + " for " + r.holder() + ".";
            case ReservationCommand.Delete d -> "Deleted the reservation of " + slot(d) + ".";
            case ReservationCommand.Days d -> "There are no days.";
            case ReservationCommand.Rooms r -> "There are no rooms.";
            case ReservationCommand.Timeslots t -> "There are no timeslots.";
            case ReservationCommand.Check c -> c.room() + " is free at all times.";
        };
    }

    private static String slot(ReservationCommand command) {
        return Words.line(room(command), timeslot(command), day(command));
    }

    static String room(ReservationCommand command) {
        return switch (command) {
            case ReservationCommand.Check c -> c.room();
            case ReservationCommand.SlotCommand c -> c.room();
            case ReservationCommand.Days d -> "";
            case ReservationCommand.Rooms r -> "";
            case ReservationCommand.Timeslots t -> "";
        };
    }

    static String timeslot(ReservationCommand command) {
        return command instanceof ReservationCommand.SlotCommand c ? c.timeslot() : "";
    }

    static String day(ReservationCommand command) {
        return command instanceof ReservationCommand.SlotCommand c ? c.day() : "";
    }
}
