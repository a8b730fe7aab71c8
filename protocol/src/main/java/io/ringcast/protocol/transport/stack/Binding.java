package io.ringcast.protocol.transport.stack;

import io.ringcast.protocol.network.LocalInterface;
import io.ringcast.protocol.signing.Envelope;
import java.net.InetSocketAddress;
import org.springframework.messaging.MessageChannel;

/**
 * The sockets of an endpoint, with the flows between them and the endpoint: for as long as the interface stays what it is.
 *
 * @param place the interface that the sockets are bound to
 * @param localAddress where it receives
 * @param envelope of what is sent from and to this address
 * @param outbound takes what is sent
 * @param release closes the sockets, and returns when nothing more is received
 */
record Binding(
        LocalInterface place,
        InetSocketAddress localAddress,
        Envelope envelope,
        MessageChannel outbound,
        Runnable release) {}
