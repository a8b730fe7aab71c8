package io.ringcast.dht.peer.transport;

import io.ringcast.dht.peer.ring.Effect;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PeerCodec;
import io.ringcast.protocol.dht.PeerMessage;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Receiver;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** A member's sockets: one for everything, or one for each of its roles. */
public final class RingPorts implements AutoCloseable {
    private final Map<InetSocketAddress, Endpoint<PeerMessage>> endpoints = new LinkedHashMap<>();
    private final Endpoint<PeerMessage> fromLeft;
    private final Endpoint<PeerMessage> toRight;
    private final Endpoint<PeerMessage> queries;

    /** Opens a member's sockets, given who takes what arrives. */
    @FunctionalInterface
    public interface Opener {
        /** Opens them. */
        RingPorts open(Receiver<PeerMessage> receiver);
    }

    /**
     * Opens the ports that the member registers.
     *
     * @throws io.ringcast.protocol.transport.TransportException if one cannot be opened; then none is open
     */
    public RingPorts(Datagrams datagrams, Member self, Receiver<PeerMessage> receiver) {
        try {
            boolean single = self.ports().size() == 1;
            fromLeft = open(datagrams, single ? "ring" : "from-left", self.fromLeft(), receiver);
            toRight = open(datagrams, "to-right", self.toRight(), receiver);
            queries = open(datagrams, "queries", self.queries(), receiver);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Endpoint<PeerMessage> open(
            Datagrams datagrams, String name, InetSocketAddress address, Receiver<PeerMessage> receiver) {
        Endpoint<PeerMessage> open = endpoints.get(address);
        if (open == null) {
            open = datagrams.openUnicast(name, address, PeerCodec.create(), receiver);
            endpoints.put(address, open);
        }
        return open;
    }

    void send(Effect.Send send) {
        Endpoint<PeerMessage> endpoint = switch (send.port()) {
            case FROM_LEFT -> fromLeft;
            case TO_RIGHT -> toRight;
            case QUERIES -> queries;
        };
        endpoint.send(send.to(), send.message());
    }

    @Override
    public void close() {
        endpoints.values().forEach(Endpoint::close);
    }
}
