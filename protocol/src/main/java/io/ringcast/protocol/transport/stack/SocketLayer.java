package io.ringcast.protocol.transport.stack;

import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.support.GenericMessage;

/** Sends datagrams from the sockets that the endpoint has now; they change when the interface or its address does. */
final class SocketLayer {
    private static final Logger log = LoggerFactory.getLogger(SocketLayer.class);

    private final String endpoint;
    /** Null while the interface cannot be used. */
    private volatile @Nullable Binding binding;

    SocketLayer(String endpoint) {
        this.endpoint = endpoint;
    }

    /** The sockets that the endpoint has now. */
    @Nullable
    Binding binding() {
        return binding;
    }

    /** Sends from these sockets from now on; from none if null. */
    void use(@Nullable Binding sockets) {
        binding = sockets;
    }

    /** Sends a datagram from these sockets; false if that was not possible. */
    boolean send(Binding bound, InetSocketAddress to, byte[] datagram) {
        try {
            bound.outbound().send(new GenericMessage<>(datagram, Map.of(IpHeaders.PACKET_ADDRESS, to)));
            return true;
        } catch (MessagingException e) {
            log.debug("{} could not send a datagram to {}", endpoint, to, e);
            return false;
        }
    }
}
