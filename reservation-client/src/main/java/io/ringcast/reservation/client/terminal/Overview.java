package io.ringcast.reservation.client.terminal;

import io.ringcast.protocol.NearestName;
import io.ringcast.protocol.Words;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.Reply.ReservedSlot;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.client.FirstReply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What takes several questions to the servers: the reservations of a user, and what is free. Each room is as it was when it
 * was asked for.
 */
final class Overview {
    private static final int QUESTIONS_AT_A_TIME = 16;
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final Function<ReservationCommand, FirstReply> servers;

    /** @param servers asks them, and waits for the answer */
    Overview(Function<ReservationCommand, FirstReply> servers) {
        this.servers = servers;
    }

    /** A question that was refused. */
    static final class RefusedException extends RuntimeException {
        private final Status status;

        RefusedException(Status status, String sentence) {
            super(status.name() + ": " + sentence);
            this.status = status;
        }

        Status status() {
            return status;
        }
    }

    /** The slots that are reserved for a user, each as {@code delete} takes it. */
    List<String> of(String user) {
        List<String> lines = new ArrayList<>();
        reservations()
                .forEach((room, taken) -> taken.stream()
                        .filter(slot -> slot.holder().equals(user))
                        .forEach(slot -> lines.add(Words.line(room, slot.timeslot(), slot.day()))));
        return lines.isEmpty() ? List.of("Nothing is reserved for " + user + ".") : lines;
    }

    /** The slots of a day that are free, each as {@code reserve} takes it; at one timeslot if it is not null. */
    List<String> free(String day, @Nullable String timeslot) {
        requireKnown(Status.UNKNOWN_DAY, "day", day, names(new ReservationCommand.Days()));
        List<String> timeslots = names(new ReservationCommand.Timeslots());
        if (timeslot != null) {
            requireKnown(Status.UNKNOWN_TIMESLOT, "timeslot", timeslot, timeslots);
        }
        List<String> lines = new ArrayList<>();
        reservations().forEach((room, slots) -> {
            Set<String> taken = new HashSet<>();
            slots.stream().filter(slot -> slot.day().equals(day)).forEach(slot -> taken.add(slot.timeslot()));
            (timeslot == null ? timeslots : List.of(timeslot))
                    .stream()
                            .filter(each -> !taken.contains(each))
                            .forEach(each -> lines.add(Words.line(room, each, day)));
        });
        return lines.isEmpty()
                ? List.of("Nothing is free on " + day + (timeslot == null ? "" : " at " + timeslot) + ".")
                : lines;
    }

    private static void requireKnown(Status status, String kind, String name, List<String> names) {
        if (!names.contains(name)) {
            throw new RefusedException(
                    status,
                    Sentences.unknown(kind, name, NearestName.of(name, names).orElse(null)));
        }
    }

    /** What is reserved, by room, in the order of the rooms. */
    private Map<String, List<ReservedSlot>> reservations() {
        Map<String, List<ReservedSlot>> all = new LinkedHashMap<>();
        List<String> rooms = names(new ReservationCommand.Rooms());
        for (int first = 0; first < rooms.size(); first += QUESTIONS_AT_A_TIME) {
            List<String> some = rooms.subList(first, Math.min(first + QUESTIONS_AT_A_TIME, rooms.size()));
            List<CompletableFuture<List<ReservedSlot>>> answers = some.stream()
                    .map(room -> CompletableFuture.supplyAsync(() -> reservations(room), THREADS))
                    .toList();
            for (int i = 0; i < some.size(); i++) {
                all.put(some.get(i), answers.get(i).join());
            }
        }
        return all;
    }

    private List<ReservedSlot> reservations(String room) {
        return body(new ReservationCommand.Check(room)) instanceof Reply.ReservationList list
                ? list.reservations()
                : List.of();
    }

    private List<String> names(ReservationCommand list) {
        return body(list) instanceof Reply.NameList names ? names.names() : List.of();
    }

    private Reply.Body body(ReservationCommand question) {
        FirstReply first = servers.apply(question);
        if (first.status() != Status.OK) {
            String line = Sentences.lines(question, first.reply()).getFirst();
            throw new RefusedException(first.status(), line.substring(line.indexOf(' ') + 1));
        }
        return first.reply().body();
    }
}
