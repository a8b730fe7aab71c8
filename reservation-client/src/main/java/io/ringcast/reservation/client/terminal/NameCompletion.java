package io.ringcast.reservation.client.terminal;

import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.reservation.client.FirstReply;
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
    private final Map<ReservationCommand, List<String>> names = new ConcurrentHashMap<>();

    NameCompletion(ReservationClient client) {
        this.client = client;
    }

    List<String> candidates(List<String> words) {
        if (words.isEmpty()) {
            return CommandParser.NAMES;
        }
        return switch (words.getFirst()) {
            case "check" -> words.size() == 1 ? names(new ReservationCommand.Rooms()) : List.of();
            case "free" ->
                switch (words.size()) {
                    case 1 -> names(new ReservationCommand.Days());
                    case 2 -> names(new ReservationCommand.Timeslots());
                    default -> List.of();
                };
            case "reserve", "delete" ->
                switch (words.size()) {
                    case 1 -> names(new ReservationCommand.Rooms());
                    case 2 -> names(new ReservationCommand.Timeslots());
                    case 3 -> names(new ReservationCommand.Days());
                    default -> List.of();
                };
            default -> List.of();
        };
    }

    /** What a person waits for while typing is bounded; without an answer there is nothing to complete, yet. */
    private List<String> names(ReservationCommand list) {
        List<String> known = names.get(list);
        if (known != null) {
            return known;
        }
        try {
            FirstReply first = client.submit(list).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (first.reply().body() instanceof Reply.NameList found) {
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
