package io.ringcast.reservation.client;

import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReplyParts;
import io.ringcast.protocol.reservation.ReservationCodec;
import io.ringcast.protocol.reservation.ReservationMessage;
import io.ringcast.protocol.reservation.ReservationRequest;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Receiver;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server that answers whatever the test wants, as often as the test wants. */
final class FakeServer implements Receiver<ReservationMessage>, AutoCloseable {
    final List<ReservationRequest> requests = new CopyOnWriteArrayList<>();
    private final Function<ReservationRequest, List<Reply>> behaviour;
    private final Endpoint<ReservationMessage> endpoint;
    private volatile @Nullable InetSocketAddress lastAsker;

    FakeServer(Datagrams datagrams, InetSocketAddress group, Function<ReservationRequest, List<Reply>> behaviour) {
        this.behaviour = behaviour;
        this.endpoint = datagrams.openGroup("fake-server", group, new ReservationCodec(), this);
    }

    @Override
    public void received(InetSocketAddress from, ReservationMessage message) {
        lastAsker = from;
        if (message instanceof ReservationRequest request) {
            requests.add(request);
            behaviour.apply(request).forEach(this::sayAgain);
        }
    }

    /** Sends a reply to whoever asked last. */
    void sayAgain(Reply reply) {
        ReplyParts.of(reply).forEach(part -> endpoint.send(lastAsker(), part));
    }

    InetSocketAddress lastAsker() {
        return Objects.requireNonNull(lastAsker, "nobody has asked yet");
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
