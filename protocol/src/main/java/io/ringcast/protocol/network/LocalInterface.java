package io.ringcast.protocol.network;

import java.net.Inet4Address;
import java.net.NetworkInterface;

/**
 * A network interface and this host's address on it, as they were when the operating system was asked.
 *
 * @param index the operating system's number for the interface; one that is deleted and recreated has another
 * @param multicastTtl 0 on loopback, so that a multicast stays on this host; 1 elsewhere, the local network
 */
public record LocalInterface(NetworkInterface network, int index, Inet4Address address, int multicastTtl) {
    /** Whether sockets that were bound to the other one work on this one. */
    boolean isSamePlaceAs(LocalInterface other) {
        return index == other.index && address.equals(other.address);
    }

    /** The name that the operating system gives it. */
    public String name() {
        return network.getName();
    }

    @Override
    public String toString() {
        return name() + " (" + address.getHostAddress() + ")";
    }
}
