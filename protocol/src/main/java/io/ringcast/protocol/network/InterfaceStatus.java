package io.ringcast.protocol.network;

import org.jspecify.annotations.Nullable;

/**
 * The state of an interface, as the operating system reports it.
 *
 * @param local where sockets are bound; null while there is no such place
 * @param problem why it cannot be used now; null while it can. An interface that is down may still have its address
 */
record InterfaceStatus(
        @Nullable LocalInterface local, @Nullable String problem) {
    static InterfaceStatus usable(LocalInterface local) {
        return new InterfaceStatus(local, null);
    }

    static InterfaceStatus down(LocalInterface local) {
        return new InterfaceStatus(local, "The network interface " + local.name() + " is down.");
    }

    static InterfaceStatus absent(String problem) {
        return new InterfaceStatus(null, problem);
    }
}
