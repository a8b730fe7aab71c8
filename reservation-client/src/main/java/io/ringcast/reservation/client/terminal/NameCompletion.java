package io.ringcast.reservation.client.terminal;

import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.reservation.client.FirstReply;
import io.ringcast.reservation.client.ReservationClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Completes commands, and the names of rooms, timeslots and days. It asks the servers for them when somebody completes one and
 * the last answer is not of this moment: the catalog changes while a client runs.
 */
final class NameCompletion {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Somebody who types completes several names in a row. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Function<ReservationCommand, CompletableFuture<FirstReply>> servers;
    private final LongSupplier nanos;
    private final Map<ReservationCommand, Known> known = new ConcurrentHashMap<>();

    private record Known(List<String> names, long sinceNanos) {}

    NameCompletion(ReservationClient client) {
        this(client::submit, System::nanoTime);
    }

    NameCompletion(Function<ReservationCommand, CompletableFuture<FirstReply>> servers, LongSupplier nanos) {
        this.servers = servers;
        this.nanos = nanos;
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

    /** What a person waits for while typing is bounded; without an answer, what was known last has to do. */
    private List<String> names(ReservationCommand list) {
        Known last = known.get(list);
        if (last != null && nanos.getAsLong() - last.sinceNanos() < FRESH.toNanos()) {
            return last.names();
        }
        List<String> before = last == null ? List.of() : last.names();
        try {
            FirstReply first = servers.apply(list).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (first.reply().body() instanceof Reply.NameList found) {
                known.put(list, new Known(found.names(), nanos.getAsLong()));
                return found.names();
            }
        } catch (ExecutionException | TimeoutException e) {
            return before;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return before;
    }
}
