package io.ringcast.dht.peer.transport;

import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.protocol.JsonSize;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PeerCodec;
import io.ringcast.protocol.dht.PeerMessage;
import io.ringcast.protocol.guard.ReplyGuard;
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
    private final ReplyGuard guard;

    /** Opens a member's sockets. */
    @FunctionalInterface
    public interface PortsOpener {
        /** Opens them; what arrives goes to the receiver. */
        RingPorts open(Receiver<PeerMessage> receiver);
    }

    /**
     * Opens the ports that the member registers.
     *
     * @param guard decides who is answered
     * @throws io.ringcast.protocol.network.TransportException if one cannot be opened; then none is open
     */
    public RingPorts(Datagrams datagrams, Member self, ReplyGuard guard, Receiver<PeerMessage> everything) {
        this.guard = guard;
        Receiver<PeerMessage> receiver = (from, message) -> {
            if (!(message instanceof DirectMessage.DirectRequest) || guard.isAnswered(from)) {
                everything.received(from, message);
            }
        };
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

    void send(NodeEffect.SendDatagram send) {
        if (send.message() instanceof DirectMessage.DirectAnswer answer && !isPermitted(send.to(), answer)) {
            return;
        }
        Endpoint<PeerMessage> endpoint = switch (send.port()) {
            case FROM_LEFT -> fromLeft;
            case TO_RIGHT -> toRight;
            case QUERIES -> queries;
        };
        endpoint.send(send.to(), send.message());
    }

    /** The address of a query's sender is what another member passed on; it may be forged. */
    private boolean isPermitted(InetSocketAddress to, DirectMessage.DirectAnswer answer) {
        return guard.isAnswered(to) && guard.permits(to, bytesOf(answer));
    }

    /** About the size of the datagram; all answers but records are short. */
    private static int bytesOf(DirectMessage.DirectAnswer answer) {
        int records = answer instanceof DirectMessage.FoundRecord found
                ? JsonSize.ofTexts(found.columns()) + JsonSize.ofTexts(found.values())
                : answer instanceof DirectMessage.FoundPart part
                        ? JsonSize.ofTexts(part.columns())
                                + JsonSize.ofTexts(part.first().values())
                        : 0;
        return records + ReplyGuard.HEADER_BYTES;
    }

    @Override
    public void close() {
        endpoints.values().forEach(Endpoint::close);
    }
}
