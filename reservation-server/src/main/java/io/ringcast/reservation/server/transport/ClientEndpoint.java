package io.ringcast.reservation.server.transport;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.reservation.ErrorReply;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReservationCodec;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.ReservationMessage;
import io.ringcast.protocol.reservation.ReservationRequest;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Receiver;
import io.ringcast.replication.api.AnswerSink;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Slot;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The endpoint for clients: takes requests from the multicast group, and answers each by unicast to the address that it
 * came from.
 */
public final class ClientEndpoint implements AnswerSink<Outcome>, AutoCloseable {
    private final Endpoint<ReservationMessage> endpoint;
    private final ReplyGuard guard;
    private final Replies replies;
    /** Answers that go out at the next {@link #flush()}. */
    private final Map<ReturnAddress, List<ReservationMessage>> gathered = new LinkedHashMap<>();

    /**
     * Joins the group.
     *
     * @param server this server's name in replies
     * @param guard decides which addresses are answered
     * @param requests takes the clients' requests, on the receiving thread; must not block
     */
    public ClientEndpoint(
            Datagrams datagrams,
            InetSocketAddress group,
            String server,
            ReplyGuard guard,
            Consumer<Request<Command>> requests) {
        this.guard = guard;
        this.replies = new Replies(server);
        Receiver<ReservationMessage> receiver = (from, message) -> {
            switch (message) {
                case ReservationRequest request -> {
                    if (guard.isAnswered(from)) {
                        requests.accept(requestOf(from, request));
                    }
                }
                // Only a client has a use for these; somebody sent them to the wrong address.
                case Reply strayed -> {}
                case ErrorReply strayed -> {}
            }
        };
        this.endpoint = datagrams.openGroup("clients", group, new ReservationCodec(), receiver);
    }

    private static Request<Command> requestOf(InetSocketAddress from, ReservationRequest request) {
        var address = new ReturnAddress(from.getAddress().getHostAddress(), from.getPort());
        return new Request<>(request.id(), request.attempt(), address, commandOf(request.command()));
    }

    private static Command commandOf(ReservationCommand command) {
        return switch (command) {
            case ReservationCommand.Days c -> new Command.ListDays();
            case ReservationCommand.Rooms c -> new Command.ListRooms();
            case ReservationCommand.Timeslots c -> new Command.ListTimeslots();
            case ReservationCommand.Check c -> new Command.CheckRoom(c.room());
            case ReservationCommand.Reserve c ->
                new Command.ReserveRoom(new Slot(c.room(), c.timeslot(), c.day()), c.holder());
            case ReservationCommand.Delete c ->
                new Command.DeleteReservation(new Slot(c.room(), c.timeslot(), c.day()), c.holder());
        };
    }

    @Override
    public void answer(ReturnAddress to, RequestId id, int attempt, long index, Outcome outcome) {
        List<Reply> parts = replies.of(id, attempt, index, outcome);
        if (guard.permits(socketAddress(to), (long) parts.size() * ReplyGuard.DATAGRAM_BYTES)) {
            gathered.computeIfAbsent(to, client -> new ArrayList<>()).addAll(parts);
        }
    }

    @Override
    public void flush() {
        if (!gathered.isEmpty()) {
            gathered.forEach((client, told) -> sendAll(socketAddress(client), told));
            gathered.clear();
        }
    }

    @Override
    public void discard() {
        gathered.clear();
    }

    @Override
    public void unavailable(ReturnAddress to, RequestId id, int attempt) {
        sendAll(socketAddress(to), List.of(replies.unavailable(id, attempt)));
    }

    /** Checks the address again: that of a forwarded request was reported by another server. */
    private void sendAll(InetSocketAddress to, List<ReservationMessage> told) {
        if (guard.isAnswered(to)) {
            endpoint.sendAll(to, told);
        }
    }

    private static InetSocketAddress socketAddress(ReturnAddress address) {
        return new InetSocketAddress(address.host(), address.port());
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
