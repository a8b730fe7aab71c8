package io.ringcast.reservation.server.transport;

import io.ringcast.protocol.RequestId;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReservationCodec;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** An outcome as the datagrams that tell it: in one, or in numbered parts if it does not fit. */
final class Replies {
    /** What a reply needs beside its items and the server's name, generously. */
    private static final int ENVELOPE_BYTES = 240;

    private final String server;
    private final int itemsBytesMax;

    Replies(String server) {
        this.server = server;
        this.itemsBytesMax = ReservationCodec.BYTES_MAX - ENVELOPE_BYTES - jsonBytes(server);
    }

    List<Reply> of(RequestId id, int attempt, long index, Outcome outcome) {
        var to = new To(id, attempt, index);
        return switch (outcome) {
            case Outcome.RoomReserved o -> one(to, Status.OK, Reply.EMPTY);
            case Outcome.ReservationDeleted o -> one(to, Status.OK, Reply.EMPTY);
            case Outcome.Days o -> names(to, o.names());
            case Outcome.Rooms o -> names(to, o.names());
            case Outcome.Timeslots o -> names(to, o.names());
            case Outcome.RoomChecked o -> parts(to, o.reservations(), Replies::jsonBytes, Replies::reservations);
            case Outcome.RoomTaken o ->
                one(to, Status.ROOM_TAKEN, new Reply.Holder(o.reservation().holder()));
            case Outcome.NotReserved o -> one(to, Status.NOT_RESERVED, Reply.EMPTY);
            case Outcome.UnknownRoom o -> one(to, Status.UNKNOWN_ROOM, Reply.EMPTY);
            case Outcome.UnknownTimeslot o -> one(to, Status.UNKNOWN_TIMESLOT, Reply.EMPTY);
            case Outcome.UnknownDay o -> one(to, Status.UNKNOWN_DAY, Reply.EMPTY);
            case Outcome.StateRead o -> throw new IllegalArgumentException("the whole state is read over REST only");
        };
    }

    Reply unavailable(RequestId id, int attempt) {
        return Reply.of(id, attempt, server, 0, Status.UNAVAILABLE, Reply.EMPTY);
    }

    private record To(RequestId id, int attempt, long index) {}

    private List<Reply> one(To to, Status status, Reply.Body body) {
        return List.of(Reply.of(to.id(), to.attempt(), server, to.index(), status, body));
    }

    private List<Reply> names(To to, List<String> names) {
        return parts(to, names, Replies::jsonBytes, Reply.Names::new);
    }

    private static Reply.Body reservations(List<Reservation> reservations) {
        return new Reply.Reservations(reservations.stream()
                .map(r -> new Reply.Slot(r.slot().day(), r.slot().timeslot(), r.holder()))
                .toList());
    }

    private <T> List<Reply> parts(To to, List<T> items, ToIntFunction<T> size, Function<List<T>, Reply.Body> body) {
        List<List<T>> groups = new ArrayList<>();
        List<T> group = new ArrayList<>();
        int bytes = 0;
        for (T item : items) {
            int more = size.applyAsInt(item);
            if (bytes + more > itemsBytesMax && !group.isEmpty()) {
                groups.add(group);
                group = new ArrayList<>();
                bytes = 0;
            }
            group.add(item);
            bytes += more;
        }
        groups.add(group);
        List<Reply> replies = new ArrayList<>(groups.size());
        for (int i = 0; i < groups.size(); i++) {
            replies.add(new Reply(
                    to.id(),
                    to.attempt(),
                    server,
                    to.index(),
                    Status.OK,
                    i + 1,
                    groups.size(),
                    body.apply(groups.get(i))));
        }
        return replies;
    }

    private static int jsonBytes(Reservation reservation) {
        int names = "{\"day\":,\"timeslot\":,\"holder\":},".length();
        return names
                + jsonBytes(reservation.slot().day())
                + jsonBytes(reservation.slot().timeslot())
                + jsonBytes(reservation.holder());
    }

    /** Upper bound of a string in JSON: quotes, comma, UTF-8, and an escape for the two characters that need one. */
    private static int jsonBytes(String text) {
        int bytes = 3;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : 3;
        }
        return bytes;
    }
}
