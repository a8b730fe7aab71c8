package io.ringcast.reservation.client.terminal;

import io.ringcast.protocol.reservation.Reply;
import io.ringcast.reservation.client.Answer;
import io.ringcast.reservation.client.Command;
import io.ringcast.reservation.client.ReservationClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Completes commands, and the names of rooms, timeslots and days, which it asks the servers for when first needed. */
final class NameCompletion {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ReservationClient client;
    private final Map<Command, List<String>> names = new ConcurrentHashMap<>();

    NameCompletion(ReservationClient client) {
        this.client = client;
    }

    List<String> candidates(List<String> words) {
        if (words.isEmpty()) {
            return CommandParser.NAMES;
        }
        return switch (words.getFirst()) {
            case "check" -> words.size() == 1 ? names(new Command.Rooms()) : List.of();
            case "reserve", "delete" ->
                switch (words.size()) {
                    case 1 -> names(new Command.Rooms());
                    case 2 -> names(new Command.Timeslots());
                    case 3 -> names(new Command.Days());
                    default -> List.of();
                };
            default -> List.of();
        };
    }

    /** What a person waits for while typing is bounded; without an answer there is nothing to complete, yet. */
    private List<String> names(Command list) {
        List<String> known = names.get(list);
        if (known != null) {
            return known;
        }
        try {
            Answer answer = client.submit(list).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.body() instanceof Reply.Names found) {
                names.put(list, found.names());
                return found.names();
            }
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }
}
