package io.ringcast.systemtests.reservation;

import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReplyParts;
import io.ringcast.protocol.reservation.Request;
import io.ringcast.protocol.reservation.ReservationCodec;
import io.ringcast.protocol.reservation.ReservationMessage;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.systemtests.history.SlotName;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server as the exercise is usually solved: it does what the group says in the order in which it hears it, and trusts
 * that everyone hears the same. The lab must find that this is not so.
 */
final class NaiveServer {
    private final ReservationCodec codec = new ReservationCodec();
    private final Map<SlotName, String> holders = new HashMap<>();
    private final String name;
    private final MulticastSocket socket;
    private long index;

    private NaiveServer(String name, MulticastSocket socket) {
        this.name = name;
        this.socket = socket;
    }

    /** Takes the group, the port, the address of the interface and a name. */
    public static void main(String[] arguments) throws IOException {
        InetSocketAddress group = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
        NetworkInterface networkInterface = NetworkInterface.getByInetAddress(InetAddress.getByName(arguments[2]));
        try (MulticastSocket socket = new MulticastSocket(group.getPort())) {
            socket.setReceiveBufferSize(4 << 20);
            socket.joinGroup(group, networkInterface);
            System.out.println("ready");
            new NaiveServer(arguments[3], socket).serve();
        }
    }

    private void serve() throws IOException {
        byte[] buffer = new byte[65_536];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.receive(packet);
            byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
            if (codec.decode(datagram) instanceof Decoded.Message<ReservationMessage> decoded
                    && decoded.message() instanceof Request request) {
                for (Reply part : ReplyParts.of(answer(request))) {
                    byte[] bytes = codec.encode(part);
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            }
        }
    }

    private Reply answer(Request request) {
        return switch (request) {
            case Request.Reserve r -> reserve(r);
            case Request.Delete d -> delete(d);
            case Request.Check c -> {
                List<Reply.Slot> taken = new ArrayList<>();
                holders.forEach((slot, holder) -> {
                    if (slot.room().equals(c.room())) {
                        taken.add(new Reply.Slot(slot.day(), slot.timeslot(), holder));
                    }
                });
                yield reply(request, Status.OK, new Reply.Reservations(taken));
            }
            case Request.Days d -> reply(request, Status.BAD_COMMAND, Reply.EMPTY);
            case Request.Rooms r -> reply(request, Status.BAD_COMMAND, Reply.EMPTY);
            case Request.Timeslots t -> reply(request, Status.BAD_COMMAND, Reply.EMPTY);
        };
    }

    private Reply reserve(Request.Reserve request) {
        index++;
        SlotName slot = new SlotName(request.room(), request.timeslot(), request.day());
        String before = holders.putIfAbsent(slot, request.holder());
        return before == null
                ? reply(request, Status.OK, Reply.EMPTY)
                : reply(request, Status.ROOM_TAKEN, new Reply.Holder(before));
    }

    private Reply delete(Request.Delete request) {
        index++;
        SlotName slot = new SlotName(request.room(), request.timeslot(), request.day());
        boolean deleted = holders.remove(slot) != null;
        return reply(request, deleted ? Status.OK : Status.NOT_RESERVED, Reply.EMPTY);
    }

    private Reply reply(Request request, Status status, Reply.Body body) {
        return Reply.of(request.id(), request.attempt(), name, index, status, body);
    }
}
