package io.ringcast.reservation.client.web;

import io.ringcast.console.grid.Booking;
import io.ringcast.console.grid.Grid;
import io.ringcast.console.grid.GridSource;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.client.FirstReply;
import io.ringcast.reservation.client.ReservationClient;
import io.ringcast.reservation.client.ReservationGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bookings as the servers tell them. The protocol has no news that servers send by themselves, so they are asked for each
 * room, round after round. A round has a bounded rate of questions, and the next one begins when all are answered.
 */
final class GroupGrid implements GridSource {
    private static final Duration PERIOD_MIN = Duration.ofMillis(150);
    private static final int QUESTIONS_A_SECOND = 400;
    private static final int CLIENTS = 16;
    private static final Duration PATIENCE = Duration.ofMillis(900);
    private static final String SILENCE = "No server answers at the moment: what you see may be old.";
    private static final String MINORITY =
            "The servers that answer are too few: what you see may be old, and nothing can be reserved now.";

    private final List<ReservationClient> clients;
    private @Nullable CompletableFuture<Grid> round;
    private Grid newest = Grid.empty(SILENCE);

    /** A question that was not answered with an outcome. */
    private static final class NotAnsweredException extends RuntimeException {
        NotAnsweredException(String sentence) {
            super(sentence);
        }
    }

    GroupGrid(ReservationGroup group) {
        this.clients = Stream.generate(group::newWatcher).limit(CLIENTS).toList();
    }

    @Override
    public Grid grid() {
        CompletableFuture<Grid> current = round;
        if (current == null) {
            current = ask();
            round = current;
        }
        try {
            newest = likeBefore(current.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
            round = null;
        } catch (TimeoutException e) {
            newest = newest.with(SILENCE);
        } catch (ExecutionException e) {
            newest = newest.with(e.getCause() instanceof NotAnsweredException ? MINORITY : SILENCE);
            round = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return newest;
    }

    private CompletableFuture<Grid> ask() {
        CompletableFuture<List<String>> rooms = names(0, new ReservationCommand.Rooms());
        CompletableFuture<List<String>> timeslots = names(1, new ReservationCommand.Timeslots());
        CompletableFuture<List<String>> days = names(2, new ReservationCommand.Days());
        return rooms.thenCompose(names -> {
            List<CompletableFuture<List<Booking>>> bookings = IntStream.range(0, names.size())
                    .mapToObj(i -> bookings(i, names.get(i)))
                    .toList();
            return CompletableFuture.allOf(Stream.concat(bookings.stream(), Stream.of(timeslots, days))
                            .toArray(CompletableFuture<?>[]::new))
                    .thenApply(done -> new Grid(
                            names,
                            timeslots.join(),
                            days.join(),
                            bookings.stream().map(CompletableFuture::join).toList(),
                            null));
        });
    }

    private CompletableFuture<List<String>> names(int client, ReservationCommand list) {
        return submit(client, list)
                .thenApply(first -> body(first) instanceof Reply.NameList names ? names.names() : List.of());
    }

    private CompletableFuture<List<Booking>> bookings(int client, String room) {
        return submit(client, new ReservationCommand.Check(room)).thenApply(first -> {
            // A room that was retired since the rooms were asked for; the next round knows.
            if (first.status() == Status.UNKNOWN_ROOM) {
                return List.of();
            }
            return body(first) instanceof Reply.ReservationList list
                    ? list.reservations().stream()
                            .map(slot -> new Booking(room, slot.day(), slot.timeslot(), slot.holder()))
                            .toList()
                    : List.of();
        });
    }

    private CompletableFuture<FirstReply> submit(int client, ReservationCommand question) {
        return clients.get(client % clients.size()).submit(question);
    }

    private static Reply.Body body(FirstReply first) {
        if (first.status() != Status.OK) {
            throw new NotAnsweredException(first.status().name());
        }
        return first.reply().body();
    }

    /** Keeps the lists of rooms that are as they were: that they are the same says so. */
    private Grid likeBefore(Grid grid) {
        if (!grid.rooms().equals(newest.rooms())) {
            return grid;
        }
        List<List<Booking>> bookings = new ArrayList<>();
        for (int i = 0; i < grid.rooms().size(); i++) {
            List<Booking> before = newest.bookings().get(i);
            List<Booking> now = grid.bookings().get(i);
            bookings.add(now.equals(before) ? before : now);
        }
        return new Grid(grid.rooms(), grid.timeslots(), grid.days(), bookings, grid.notice());
    }

    @Override
    public Duration period() {
        Duration atRate = Duration.ofSeconds(newest.rooms().size()).dividedBy(QUESTIONS_A_SECOND);
        return atRate.compareTo(PERIOD_MIN) > 0 ? atRate : PERIOD_MIN;
    }
}
