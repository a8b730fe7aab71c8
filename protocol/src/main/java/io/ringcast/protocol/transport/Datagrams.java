package io.ringcast.protocol.transport;

import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.network.LocalNetwork;
import io.ringcast.protocol.network.TransportException;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.util.List;

/**
 * Opens UDP endpoints on the configured interface ({@code ringcast.interface}). An endpoint can be opened and closed at
 * any time.
 */
public interface Datagrams {
    /**
     * Opens a port at this host's address on the configured interface, and moves to the new address when that changes.
     * While there is none, nothing arrives and nothing is sent.
     *
     * @param name the endpoint's name in traces and counters
     * @param port 0 takes any free one
     * @throws TransportException if the port is in use
     */
    <M> Endpoint<M> openPort(String name, int port, MessageCodec<M> codec, Receiver<M> receiver);

    /**
     * Opens a port at one address of this host. While the host does not have the address any more, nothing arrives and
     * nothing is sent.
     *
     * @param name the endpoint's name in traces and counters
     * @param bind address and port; port 0 takes any free one
     * @throws TransportException if the port is in use or the address is not this host's
     */
    <M> Endpoint<M> openUnicast(String name, InetSocketAddress bind, MessageCodec<M> codec, Receiver<M> receiver);

    /**
     * Joins a multicast group. Several processes of one host may join the same; each gets every datagram. What is sent
     * from the endpoint leaves from a port of its own on the configured interface. While that cannot be used, nothing
     * arrives and nothing is sent.
     *
     * @param name the endpoint's name in traces and counters
     * @throws TransportException if the address is not a multicast address, or the port is taken by a process that does
     *     not share it
     */
    <M> Endpoint<M> openGroup(String name, InetSocketAddress group, MessageCodec<M> codec, Receiver<M> receiver);

    /** The configured interface. */
    LocalNetwork network();

    /** The current addresses of the configured interface, with their networks; none while it cannot be used. */
    List<InterfaceAddress> interfaceAddresses();
}
