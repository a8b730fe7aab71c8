package io.ringcast.reservation.client.terminal;

import io.ringcast.protocol.NearestName;
import io.ringcast.protocol.Words;
import io.ringcast.protocol.reservation.ReservationCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a line as a command, or says what would have been right. */
final class CommandParser {
    /** All commands, as help shows them. */
    static final List<String> USAGE = List.of(
            "days                                  the names of all days",
            "rooms                                 the names of all rooms",
            "timeslots                             the names of all timeslots",
            "check <room>                          the reservations of a room",
            "reserve <room> <timeslot> <day>       reserves a room for you",
            "delete <room> <timeslot> <day>        deletes a reservation",
            "mine                                  what is reserved for you, as delete takes it",
            "free <day> [<timeslot>]               the rooms and timeslots that are free on a day",
            "help                                  this list",
            "quit                                  ends the client");

    /** Their names. */
    static final List<String> NAMES =
            List.of("days", "rooms", "timeslots", "check", "reserve", "delete", "mine", "free", "help", "quit");

    private static final String EXAMPLE_SLOT = " ME4494 8:30-9:30 Monday";

    private CommandParser() {}

    /** The meaning of a line. */
    sealed interface Parsed {
        /** A command for the servers. */
        record Valid(ReservationCommand command) implements Parsed {}

        /** What is reserved for the user. */
        record Mine() implements Parsed {}

        /** What is free on a day; at any timeslot if it is null. */
        record Free(String day, @Nullable String timeslot) implements Parsed {}

        /** A request for help. */
        record HelpRequested() implements Parsed {}

        /** No command. The sentence says what would have been right. */
        record Invalid(String sentence) implements Parsed {}
    }

    /**
     * Reads a line.
     *
     * @param user who types it
     */
    static Parsed parse(String line, String user) {
        try {
            return parsed(line, user);
        } catch (IllegalArgumentException e) {
            return new Parsed.Invalid(e.getMessage() + ".");
        }
    }

    private static Parsed parsed(String line, String user) {
        List<String> words = Words.of(line);
        if (words.isEmpty()) {
            return new Parsed.Invalid("Type a command; 'help' lists them.");
        }
        List<String> arguments = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "days" -> plain(words, new ReservationCommand.Days());
            case "rooms" -> plain(words, new ReservationCommand.Rooms());
            case "timeslots" -> plain(words, new ReservationCommand.Timeslots());
            case "help" -> arguments.isEmpty() ? new Parsed.HelpRequested() : takesNothing("help");
            case "check" ->
                arguments.size() == 1
                        ? new Parsed.Valid(new ReservationCommand.Check(arguments.getFirst()))
                        : new Parsed.Invalid("check takes a room: check <room>, for example: check ME4494");
            case "reserve" ->
                arguments.size() == 3
                        ? new Parsed.Valid(new ReservationCommand.Reserve(
                                arguments.get(0), arguments.get(1), arguments.get(2), user))
                        : takesSlot("reserve");
            case "delete" ->
                arguments.size() == 3
                        ? new Parsed.Valid(new ReservationCommand.Delete(
                                arguments.get(0), arguments.get(1), arguments.get(2), user))
                        : takesSlot("delete");
            case "mine" -> arguments.isEmpty() ? new Parsed.Mine() : takesNothing("mine");
            case "free" ->
                switch (arguments.size()) {
                    case 1 -> new Parsed.Free(arguments.get(0), null);
                    case 2 -> new Parsed.Free(arguments.get(0), arguments.get(1));
                    default ->
                        new Parsed.Invalid(
                                "free takes a day, and perhaps a timeslot: free <day> [<timeslot>], for example:"
                                        + " free Monday 8:30-9:30");
                };
            case "quit", "exit" -> new Parsed.Invalid("quit is for the prompt, and takes no arguments.");
            default ->
                new Parsed.Invalid("There is no command '" + words.getFirst() + "'"
                        + NearestName.of(words.getFirst(), NAMES)
                                .map(name -> "; did you mean " + name + "?")
                                .orElse(".")
                        + " Commands: " + String.join(", ", NAMES) + ".");
        };
    }

    private static Parsed plain(List<String> words, ReservationCommand command) {
        return words.size() == 1 ? new Parsed.Valid(command) : takesNothing(words.getFirst());
    }

    private static Parsed takesNothing(String name) {
        return new Parsed.Invalid(name + " takes no arguments: " + name);
    }

    private static Parsed takesSlot(String name) {
        return new Parsed.Invalid(name + " takes a room, a timeslot and a day: " + name
                + " <room> <timeslot> <day>, for example: " + name + EXAMPLE_SLOT);
    }
}
