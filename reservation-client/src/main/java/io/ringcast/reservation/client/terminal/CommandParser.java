package io.ringcast.reservation.client.terminal;

import io.ringcast.reservation.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
            "help                                  this list",
            "quit                                  ends the client");

    /** Their names. */
    static final List<String> NAMES =
            List.of("days", "rooms", "timeslots", "check", "reserve", "delete", "help", "quit");

    private static final String EXAMPLE_SLOT = " ME4494 8:30-9:30 Monday";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private CommandParser() {}

    /** What a line says. */
    sealed interface Parsed {
        /** A command for the servers. */
        record Right(Command command) implements Parsed {}

        /** A request for help. */
        record Help() implements Parsed {}

        /** No command; the sentence says what would have been right. */
        record Wrong(String sentence) implements Parsed {}
    }

    static Parsed parse(String line) {
        List<String> words = words(line);
        if (words.isEmpty()) {
            return new Parsed.Wrong("Type a command; 'help' lists them.");
        }
        List<String> arguments = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "days" -> plain(words, new Command.Days());
            case "rooms" -> plain(words, new Command.Rooms());
            case "timeslots" -> plain(words, new Command.Timeslots());
            case "help" -> arguments.isEmpty() ? new Parsed.Help() : takesNothing("help");
            case "check" ->
                arguments.size() == 1
                        ? new Parsed.Right(new Command.Check(arguments.getFirst()))
                        : new Parsed.Wrong("check takes a room: check <room>, for example: check ME4494");
            case "reserve" ->
                arguments.size() == 3
                        ? new Parsed.Right(new Command.Reserve(arguments.get(0), arguments.get(1), arguments.get(2)))
                        : takesSlot("reserve");
            case "delete" ->
                arguments.size() == 3
                        ? new Parsed.Right(new Command.Delete(arguments.get(0), arguments.get(1), arguments.get(2)))
                        : takesSlot("delete");
            case "quit", "exit" -> new Parsed.Wrong("quit is for the prompt, and takes no arguments.");
            default ->
                new Parsed.Wrong(
                        "There is no command '" + words.getFirst() + "'. Commands: " + String.join(", ", NAMES) + ".");
        };
    }

    private static Parsed plain(List<String> words, Command command) {
        return words.size() == 1 ? new Parsed.Right(command) : takesNothing(words.getFirst());
    }

    private static Parsed takesNothing(String name) {
        return new Parsed.Wrong(name + " takes no arguments: " + name);
    }

    private static Parsed takesSlot(String name) {
        return new Parsed.Wrong(name + " takes a room, a timeslot and a day: " + name
                + " <room> <timeslot> <day>, for example: " + name + EXAMPLE_SLOT);
    }

    /** Words are separated by blanks; double quotes keep blanks in a name. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return words;
    }
}
