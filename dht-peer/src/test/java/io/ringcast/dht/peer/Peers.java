package io.ringcast.dht.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ringcast.dht.peer.session.PeerOutcome;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.exchange.SharedTimer;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.transport.Datagrams;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Several peers and a {@link ScriptedManager} in this JVM, on loopback. */
final class Peers implements AutoCloseable {
    private final Datagrams datagrams;
    private final SharedTimer timer;
    private final ScriptedManager manager;
    private final List<Peer> peers = new ArrayList<>();

    Peers(Datagrams datagrams, SharedTimer timer) {
        this.datagrams = datagrams;
        this.timer = timer;
        this.manager = new ScriptedManager(datagrams);
    }

    ScriptedManager manager() {
        return manager;
    }

    Peer get(int index) {
        return peers.get(index);
    }

    Stream<Peer> all() {
        return peers.stream();
    }

    /** Registers one more peer, with one port or three. */
    Peer add(String user, PeerProperties properties, int ports) {
        var guard = new ReplyGuard(datagrams, List.of(), new SimpleMeterRegistry());
        Peer peer = new Peer(
                datagrams,
                guard,
                timer,
                properties,
                "p" + user,
                new SimpleMeterRegistry(),
                new VitalThreads(failure -> {}));
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < ports; i++) {
            numbers.add(freePort());
        }
        assertThat(peer.register(user, "127.0.0.1", numbers)).isInstanceOf(PeerOutcome.UserRegistered.class);
        peers.add(peer);
        return peer;
    }

    PeerProperties properties(Path dataset, String keyColumn, String tableSize) {
        InetSocketAddress address = manager.address();
        return new PeerProperties(
                address.getAddress().getHostAddress(),
                address.getPort(),
                "2020",
                dataset,
                keyColumn,
                StandardCharsets.UTF_8,
                tableSize,
                null,
                null,
                null,
                null,
                null,
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                null);
    }

    static String name(int index) {
        return "user" + (char) ('a' + index);
    }

    private static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        peers.forEach(Peer::close);
        manager.close();
    }
}
