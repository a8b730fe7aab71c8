package io.ringcast.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param action what to measure
 * @param rounds how many rounds there are and how long they last
 * @param clients of the runs with many clients
 * @param servers of a cluster
 * @param peersToo whether other services are measured too
 * @param page whether docs/performance.md gets the results
 * @param against the directory of another build whose servers are measured in turn with those of this one; null for none
 */
record Options(
        Action action,
        RoundPlan rounds,
        int clients,
        int servers,
        boolean peersToo,
        boolean page,
        @Nullable Path against) {
    private static final int NUMBER_MAX = 10_000;

    /**
     * The rounds of each subject.
     *
     * @param seconds how long a round lasts
     * @param warmUpSeconds how long the round before the first lasts, which does not count
     * @param count how many rounds count
     */
    record RoundPlan(int seconds, int warmUpSeconds, int count) {}

    /** What to measure. */
    enum Action {
        RESERVATION,
        SERVERS,
        STATE,
        SOAK,
        DHT,
        OVERLAYS,
        DHT_OVERLAYS,
        MANAGERS,
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
        RoundPlan rounds = new RoundPlan(seconds, warmUpSeconds, number(rest, "--rounds", 3));
        int clients = number(rest, "--clients", 32);
        int servers = number(rest, "--servers", 3);
        if (rest.size() != 1) {
            throw new UsageException("one command is expected, and not " + rest);
        }
        Action action = action(rest.getFirst());
        boolean all = action == Action.ALL;
        return new Options(action, rounds, clients, servers, peersToo || all, page || all, against);
    }

    private static Action action(String word) {
        return switch (word) {
            case "reservation" -> Action.RESERVATION;
            case "servers" -> Action.SERVERS;
            case "state" -> Action.STATE;
            case "soak" -> Action.SOAK;
            case "dht" -> Action.DHT;
            case "overlays" -> Action.OVERLAYS;
            case "dht-overlays" -> Action.DHT_OVERLAYS;
            case "managers" -> Action.MANAGERS;
            case "micro" -> Action.MICRO;
            case "all" -> Action.ALL;
            case "guard" -> Action.GUARD;
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
