package io.ringcast.reservation.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.network.LocalNetwork;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.ReservationMessage;
import io.ringcast.protocol.reservation.ReservationRequest;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Receiver;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is answered, and how much. */
class ClientEndpointTests {
    private static final String CLIENT = "127.0.0.1";
    private static final String STRANGER = "192.0.2.1";
    private static final RequestId ID = new RequestId("c7f3k9", 1);
    private static final Outcome MANY_ROOMS = new Outcome.RoomsListed(IntStream.range(0, 1_000)
            .mapToObj(i -> "room-with-a-long-name-" + i)
            .toList());

    private final Map<String, Integer> sent = new HashMap<>();
    private final List<io.ringcast.replication.api.Request<Command>> requests = new ArrayList<>();
    private final Loopback datagrams = new Loopback();
    private final ClientEndpoint clients = new ClientEndpoint(
            datagrams,
            new InetSocketAddress("239.255.1.1", 55_555),
            "s1",
            new ReplyGuard(datagrams, List.of(), new SimpleMeterRegistry()),
            requests::add);

    @Test
    void aRequestThatSeemsToComeFromAnotherNetworkHasNoEffectAndNoReply() {
        datagrams.deliver(STRANGER, new ReservationRequest(ID, 1, new ReservationCommand.Rooms()));
        datagrams.deliver(CLIENT, new ReservationRequest(ID, 1, new ReservationCommand.Rooms()));

        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst().from().host()).isEqualTo(CLIENT);
    }

    @Test
    void aRequestThatAnotherServerTookFromAnotherNetworkIsNotAnsweredHere() {
        clients.answer(new ReturnAddress(STRANGER, 9), ID, 1, 1, new Outcome.DaysListed(List.of("Monday")));
        clients.unavailable(new ReturnAddress(STRANGER, 9), ID, 1);
        clients.answer(new ReturnAddress(CLIENT, 9), ID, 1, 1, new Outcome.DaysListed(List.of("Monday")));
        clients.flush();

        assertThat(sent).containsExactly(entry(CLIENT, 1));
    }

    @Test
    void whoAsksForMuchInAnothersNameDoesNotFloodIt() {
        int asked = 2_000;
        for (int i = 0; i < asked; i++) {
            clients.answer(new ReturnAddress(CLIENT, 1 + i), ID, 1, 1, MANY_ROOMS);
            clients.flush();
        }
        int datagramsOfAReply = 25;
        int flood = asked * datagramsOfAReply;
        assertThat(sentToClient()).isBetween(1_000, flood / 5);

        clients.answer(new ReturnAddress(CLIENT, 1), ID, 1, 1, new Outcome.DaysListed(List.of("Monday")));
        int before = sentToClient();
        clients.flush();
        assertThat(sentToClient()).as("a short reply").isEqualTo(before + 1);
    }

    private int sentToClient() {
        return sent.getOrDefault(CLIENT, 0);
    }

    /** Counts what is sent to whom. */
    private final class Loopback implements Datagrams {
        private @Nullable Receiver<ReservationMessage> receiver;

        void deliver(String from, ReservationRequest request) {
            Objects.requireNonNull(receiver).received(new InetSocketAddress(from, 4_711), request);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <M> Endpoint<M> openGroup(
                String name, InetSocketAddress group, MessageCodec<M> codec, Receiver<M> opened) {
            receiver = (Receiver<ReservationMessage>) opened;
            return new Endpoint<>() {
                @Override
                public InetSocketAddress localAddress() {
                    return group;
                }

                @Override
                public void send(InetSocketAddress to, M message) {
                    sent.merge(to.getAddress().getHostAddress(), 1, Integer::sum);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public <M> Endpoint<M> openUnicast(
                String name, InetSocketAddress bind, MessageCodec<M> codec, Receiver<M> opened) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <M> Endpoint<M> openPort(String name, int port, MessageCodec<M> codec, Receiver<M> opened) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LocalNetwork network() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<InterfaceAddress> interfaceAddresses() {
            try {
                return Objects.requireNonNull(NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()))
                        .getInterfaceAddresses();
            } catch (SocketException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
