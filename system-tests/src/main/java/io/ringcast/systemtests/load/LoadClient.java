package io.ringcast.systemtests.load;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReservationCodec;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.ReservationMessage;
import io.ringcast.protocol.reservation.ReservationRequest;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.systemtests.history.Operation;
import io.ringcast.systemtests.history.Operation.Kind;
import io.ringcast.systemtests.history.Operation.Seen;
import io.ringcast.systemtests.history.SlotName;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client, written a second time: it shares the codec with the product's client and nothing else, so that a mistake in
 * one is not hidden by the same mistake in the other. Used by one thread.
 */
final class LoadClient implements AutoCloseable {
    private static final long LONGEST_TIMEOUT_NANOS = TimeUnit.MILLISECONDS.toNanos(800);

    private final ReservationCodec codec = new ReservationCodec();
    private final ReplyMatcher matcher = new ReplyMatcher();
    private final DatagramSocket socket;
    private final InetSocketAddress group;
    private final Random random;
    private final long firstTimeoutNanos;
    private final @Nullable DatagramSigner signer;
    private final byte[] buffer = new byte[65_536];
    private long repetitions;

    LoadClient(
            InetSocketAddress group,
            InetAddress bind,
            Random random,
            Duration repeatAfter,
            @Nullable DatagramSigner signer)
            throws IOException {
        this.signer = signer;
        this.group = group;
        this.firstTimeoutNanos = repeatAfter.toNanos();
        this.random = random;
        NetworkInterface networkInterface = NetworkInterface.getByInetAddress(bind);
        socket = new DatagramSocket(new InetSocketAddress(bind, 0));
        socket.setReceiveBufferSize(4 << 20);
        socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
        socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, networkInterface.isLoopback() ? 0 : 1);
    }

    /** Does one command and waits for its answer as long as its patience lasts. */
    Operation perform(Kind kind, RequestId id, SlotName slot, String holder, Duration patience) throws IOException {
        long invoked = System.nanoTime();
        long deadline = invoked + patience.toNanos();
        long timeout = firstTimeoutNanos;
        Reply answer = null;
        matcher.sent(id, kind != Kind.CHECK);
        for (int attempt = 1; attempt <= ReservationRequest.ATTEMPT_MAX && !isFinal(answer); attempt++) {
            send(request(kind, id, attempt, slot, holder));
            long wait = timeout * 3 / 4 + random.nextLong(timeout / 2);
            Reply received = receive(id, Math.min(deadline, System.nanoTime() + wait));
            answer = received == null ? answer : received;
            timeout = Math.max(firstTimeoutNanos, Math.min(2 * timeout, LONGEST_TIMEOUT_NANOS));
            if (System.nanoTime() - deadline >= 0) {
                break;
            }
            repetitions += isFinal(answer) ? 0 : 1;
        }
        return operation(kind, id, slot, holder, invoked, answer);
    }

    /** Takes in what still comes, until nothing has come for this long. */
    void drain(Duration silence) throws IOException {
        long quietSince = System.nanoTime();
        long repliesBefore;
        do {
            repliesBefore = matcher.replies();
            quietSince = System.nanoTime();
            receive(null, quietSince + silence.toNanos());
        } while (matcher.replies() > repliesBefore);
    }

    ReplyMatcher matcher() {
        return matcher;
    }

    long repetitions() {
        return repetitions;
    }

    @Override
    public void close() {
        socket.close();
    }

    private static boolean isFinal(@Nullable Reply answer) {
        return answer != null && answer.status() != Status.UNAVAILABLE;
    }

    private void send(ReservationMessage message) throws IOException {
        byte[] json = codec.encode(message);
        byte[] bytes = signer == null ? json : signer.sign(group, json);
        socket.send(new DatagramPacket(bytes, bytes.length, group));
    }

    /**
     * Receives until the awaited answer has come or it is too late. UNAVAILABLE is no reason to stop waiting: another
     * server may know better.
     */
    private @Nullable Reply receive(@Nullable RequestId awaited, long deadline) throws IOException {
        Reply provisional = null;
        while (true) {
            long remaining = deadline - System.nanoTime();
            if (remaining <= 0) {
                return provisional;
            }
            socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(remaining)));
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                continue;
            }
            Reply answer = answerIn(packet);
            if (answer == null) {
                continue;
            }
            if (isFinal(answer)) {
                matcher.compare(answer);
            }
            if (answer.id().equals(awaited)) {
                provisional = answer;
                if (isFinal(answer)) {
                    return answer;
                }
            }
        }
    }

    private @Nullable Reply answerIn(DatagramPacket packet) {
        byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
        byte[] json = signer == null ? datagram : signer.verify(datagram).orElse(new byte[0]);
        if (codec.decode(json) instanceof Decoded.Message<ReservationMessage> decoded
                && decoded.message() instanceof Reply reply) {
            return matcher.whole(reply).orElse(null);
        }
        return null;
    }

    private static Operation operation(
            Kind kind, RequestId id, SlotName slot, String holder, long invoked, @Nullable Reply answer) {
        boolean check = kind == Kind.CHECK;
        String takenBy = null;
        List<Seen> seen = new ArrayList<>();
        switch (answer == null ? Reply.EMPTY : answer.body()) {
            case Reply.Holder named -> takenBy = named.holder();
            case Reply.ReservationList found ->
                found.reservations()
                        .forEach(taken -> seen.add(new Seen(taken.timeslot(), taken.day(), taken.holder())));
            case Reply.NameList names -> {}
            case Reply.Empty empty -> {}
        }
        return new Operation(
                id.requester(),
                id.toString(),
                kind,
                slot.room(),
                check ? null : slot.timeslot(),
                check ? null : slot.day(),
                holder,
                invoked,
                isFinal(answer) ? System.nanoTime() : null,
                answer == null ? Operation.NO_ANSWER : answer.status().name(),
                takenBy,
                seen);
    }

    private static ReservationRequest request(Kind kind, RequestId id, int attempt, SlotName slot, String holder) {
        return switch (kind) {
            case RESERVE ->
                new ReservationRequest(
                        id, attempt, new ReservationCommand.Reserve(slot.room(), slot.timeslot(), slot.day(), holder));
            case DELETE ->
                new ReservationRequest(
                        id, attempt, new ReservationCommand.Delete(slot.room(), slot.timeslot(), slot.day(), holder));
            case CHECK -> new ReservationRequest(id, attempt, new ReservationCommand.Check(slot.room()));
        };
    }
}
