package io.ringcast.systemtests.reservation;

import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReplyParts;
import io.ringcast.protocol.reservation.ReservationCodec;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.ReservationMessage;
import io.ringcast.protocol.reservation.ReservationRequest;
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
                    && decoded.message() instanceof ReservationRequest request) {
                for (Reply part : ReplyParts.of(answer(request))) {
                    byte[] bytes = codec.encode(part);
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            }
        }
    }

    private Reply answer(ReservationRequest request) {
        return switch (request.command()) {
            case ReservationCommand.Reserve reserve -> reserve(request, reserve);
            case ReservationCommand.Delete delete -> delete(request, delete);
            case ReservationCommand.Check c -> {
                List<Reply.ReservedSlot> taken = new ArrayList<>();
                holders.forEach((slot, holder) -> {
                    if (slot.room().equals(c.room())) {
                        taken.add(new Reply.ReservedSlot(slot.day(), slot.timeslot(), holder));
                    }
                });
                yield reply(request, Status.OK, new Reply.ReservationList(taken));
            }
            case ReservationCommand.Days d -> reply(request, Status.BAD_COMMAND, Reply.EMPTY);
            case ReservationCommand.Rooms r -> reply(request, Status.BAD_COMMAND, Reply.EMPTY);
            case ReservationCommand.Timeslots t -> reply(request, Status.BAD_COMMAND, Reply.EMPTY);
        };
    }

    private Reply reserve(ReservationRequest request, ReservationCommand.Reserve command) {
        index++;
        SlotName slot = new SlotName(command.room(), command.timeslot(), command.day());
        String before = holders.putIfAbsent(slot, command.holder());
        return before == null
                ? reply(request, Status.OK, Reply.EMPTY)
                : reply(request, Status.ROOM_TAKEN, new Reply.Holder(before));
    }

    private Reply delete(ReservationRequest request, ReservationCommand.Delete command) {
        index++;
        SlotName slot = new SlotName(command.room(), command.timeslot(), command.day());
        boolean deleted = holders.remove(slot) != null;
        return reply(request, deleted ? Status.OK : Status.NOT_RESERVED, Reply.EMPTY);
    }

    private Reply reply(ReservationRequest request, Status status, Reply.Body body) {
        return Reply.of(request.id(), request.attempt(), name, index, status, body);
    }
}
