package io.ringcast.protocol.network;

import io.ringcast.foundation.lab.LabNetwork;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The network interface that this process is configured to use ({@code ringcast.interface}), in its current state. It
 * may go down, disappear, and come back with another address.
 */
public interface LocalNetwork {
    /** The interface as configured. */
    String interfaceName();

    /** This host's address on the interface; empty while it has none, or there is no such interface. */
    Optional<InetAddress> address();

    /** Sentences that say why this process cannot be reached now, and how to correct it; empty while it can. */
    List<String> problems();

    /** How many routers a multicast may pass: 0 on loopback (it stays on this host), 1 elsewhere. */
    int multicastTtl();

    /**
     * Runs an action each time when sockets that were bound to {@link #address()} have to be bound again: the interface
     * or its address has gone, or another one has come. It runs on the thread that watches the interface, and must be
     * short.
     */
    void onChange(Runnable action);

    /** What a lab does to this process's datagrams; null outside of labs. */
    default @Nullable LabNetwork lab() {
        return null;
    }
}
