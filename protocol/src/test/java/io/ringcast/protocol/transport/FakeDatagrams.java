package io.ringcast.protocol.transport;

import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.network.LocalNetwork;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A network with one endpoint: records what is sent, and delivers what the test wants delivered. */
public final class FakeDatagrams implements Datagrams {
    public final List<String> sent = new CopyOnWriteArrayList<>();
    public final List<String> sentTogether = new CopyOnWriteArrayList<>();
    private @Nullable Receiver<String> receiver;

    /** Delivers an answer. */
    public void answer(InetSocketAddress from, String message) {
        Objects.requireNonNull(receiver).received(from, message);
    }

    @Override
    public <M> Endpoint<M> openPort(String name, int port, MessageCodec<M> codec, Receiver<M> receiver) {
        var bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return openUnicast(name, bind, codec, receiver);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <M> Endpoint<M> openUnicast(
            String name, InetSocketAddress bind, MessageCodec<M> codec, Receiver<M> receiver) {
        this.receiver = (Receiver<String>) receiver;
        return new Endpoint<>() {
            @Override
            public InetSocketAddress localAddress() {
                return bind;
            }

            @Override
            public void send(InetSocketAddress to, M message) {
                sent.add(message.toString());
            }

            @Override
            public void sendTogether(InetSocketAddress to, M message) {
                sentTogether.add(message.toString());
                send(to, message);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public <M> Endpoint<M> openGroup(
            String name, InetSocketAddress group, MessageCodec<M> codec, Receiver<M> receiver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LocalNetwork network() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<InterfaceAddress> interfaceAddresses() {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())
                    .getInterfaceAddresses();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }
}
