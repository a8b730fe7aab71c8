package io.ringcast.protocol.transport;

import io.ringcast.protocol.MessageCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A network with one endpoint: records what is sent, and delivers what the test wants delivered. */
final class FakeDatagrams implements Datagrams {
    final List<String> sent = new CopyOnWriteArrayList<>();
    final List<String> sentTogether = new CopyOnWriteArrayList<>();
    private @Nullable Receiver<String> receiver;

    void answer(InetSocketAddress from, String message) {
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
        return List.copyOf(
                Objects.requireNonNull(InterfaceSelector.of("loopback").find().local())
                        .network()
                        .getInterfaceAddresses());
    }
}
