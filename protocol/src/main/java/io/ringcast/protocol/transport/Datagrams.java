package io.ringcast.protocol.transport;

import io.ringcast.protocol.MessageCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;

/**
 * Opens UDP endpoints on the configured interface ({@code ringcast.interface}). An endpoint can be opened and closed at
 * any time of the process's life.
 */
public interface Datagrams {
    /**
     * Opens a port of this host.
     *
     * @param name what traces and counters call the endpoint
     * @param bind address and port; port 0 takes any free one
     * @throws TransportException if the port is in use or the address is not this host's
     */
    <M> Endpoint<M> openUnicast(String name, InetSocketAddress bind, MessageCodec<M> codec, Receiver<M> receiver);

    /**
     * Joins a multicast group. Several processes of one host may join the same; each gets every datagram. What is sent
     * from the endpoint leaves from a port of its own on the configured interface.
     *
     * @param name what traces and counters call the endpoint
     * @throws TransportException if the address is not a multicast address, or the port is taken by somebody who does
     *     not share it
     */
    <M> Endpoint<M> openGroup(String name, InetSocketAddress group, MessageCodec<M> codec, Receiver<M> receiver);

    /** This host's address on the configured interface. */
    InetAddress interfaceAddress();

    /** The configured interface. */
    NetworkInterface networkInterface();

    /** How many routers a multicast may pass: 0 on loopback (it stays on this host), 1 elsewhere. */
    int multicastTtl();
}
