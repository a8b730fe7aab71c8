package io.ringcast.protocol.network;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The network interface that this process is configured to use ({@code ringcast.interface}), as it is at the moment: it
 * may go down, disappear, come back, and have another address then.
 */
public interface LocalNetwork {
    /** The interface as it is configured. */
    String interfaceName();

    /** This host's address on the interface; empty while it has none, or there is no such interface. */
    Optional<InetAddress> address();

    /** Sentences that say why this process cannot be reached now, and what would be right; empty while it can. */
    List<String> problems();

    /** How many routers a multicast may pass: 0 on loopback (it stays on this host), 1 elsewhere. */
    int multicastTtl();

    /**
     * Has an action run each time after which sockets that were bound to {@link #address()} have to be bound anew: the
     * interface or its address has gone, or another one has come. Runs on the thread that watches the interface: it must be
     * short.
     */
    void onChange(Runnable action);
}
