package io.ringcast.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the command line.
 *
 * @param command what to measure
 * @param seconds how long a round lasts
 * @param warmUpSeconds how long the first round lasts, which does not count
 * @param rounds how many of each kind do count
 * @param clients how many ask at the same time when there are many
 * @param servers how many there are
 * @param peersToo whether other services are measured, too
 * @param page whether docs/performance.md gets the results
 * @param against the directory of another build whose servers are measured in turn with those of this one; null for none
 */
record Options(
        Command command,
        int seconds,
        int warmUpSeconds,
        int rounds,
        int clients,
        int servers,
        boolean peersToo,
        boolean page,
        @Nullable Path against) {
    private static final int NUMBER_MAX = 10_000;

    enum Command {
        RESERVATION,
        SERVERS,
        STATE,
        SOAK,
        DHT,
        MICRO,
        ALL,
        GUARD
    }

    static Options parse(String[] arguments) {
        List<String> rest = new ArrayList<>(Arrays.asList(arguments));
        boolean peersToo = rest.remove("--peers-too");
        boolean page = rest.remove("--page");
        Path against = directory(rest, "--against");
        int seconds = number(rest, "--seconds", 5);
        int warmUpSeconds = number(rest, "--warm-up", 2 * seconds);
        int rounds = number(rest, "--rounds", 3);
        int clients = number(rest, "--clients", 32);
        int servers = number(rest, "--servers", 3);
        if (rest.size() != 1) {
            throw new UsageException("one command is expected, and not " + rest);
        }
        Command command = command(rest.getFirst());
        boolean all = command == Command.ALL;
        return new Options(
                command, seconds, warmUpSeconds, rounds, clients, servers, peersToo || all, page || all, against);
    }

    private static Command command(String word) {
        return switch (word) {
            case "reservation" -> Command.RESERVATION;
            case "servers" -> Command.SERVERS;
            case "state" -> Command.STATE;
            case "soak" -> Command.SOAK;
            case "dht" -> Command.DHT;
            case "micro" -> Command.MICRO;
            case "all" -> Command.ALL;
            case "guard" -> Command.GUARD;
            default -> throw new UsageException("there is no command " + word);
        };
    }

    private static @Nullable Path directory(List<String> arguments, String name) {
        int place = arguments.indexOf(name);
        if (place < 0) {
            return null;
        }
        if (place + 1 == arguments.size() || !Files.exists(Path.of(arguments.get(place + 1), "mvnw"))) {
            throw new UsageException(name + " takes the directory of another build of this project");
        }
        arguments.remove(place);
        return Path.of(arguments.remove(place)).toAbsolutePath();
    }

    private static int number(List<String> arguments, String name, int otherwise) {
        int place = arguments.indexOf(name);
        if (place < 0) {
            return otherwise;
        }
        if (place + 1 == arguments.size() || !arguments.get(place + 1).matches("[1-9][0-9]{0,4}")) {
            throw new UsageException(name + " takes a number from 1 to " + NUMBER_MAX);
        }
        arguments.remove(place);
        return Math.min(NUMBER_MAX, Integer.parseInt(arguments.remove(place)));
    }

    /** The command line is not understood; the message says why. */
    static final class UsageException extends RuntimeException {
        UsageException(String message) {
            super(message);
        }
    }
}
