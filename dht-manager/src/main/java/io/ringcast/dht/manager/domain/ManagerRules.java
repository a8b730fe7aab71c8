package io.ringcast.dht.manager.domain;

import java.util.Optional;

/**
 * Limits of a manager.
 *
 * @param ports the only ports that may be registered; empty: any
 * @param usersMax most users at a time
 * @param ringMax most nodes of a ring
 * @param managersMax most managers that peers are told of
 */
public record ManagerRules(Optional<PortRange> ports, int usersMax, int ringMax, int managersMax) {
    /** Any port, 10,000 users, rings of up to 128, up to 16 managers. */
    public static ManagerRules standard() {
        return new ManagerRules(Optional.empty(), 10_000, 128, 16);
    }

    /** The same limits with only these ports allowed. */
    public ManagerRules onlyPorts(PortRange range) {
        return new ManagerRules(Optional.of(range), usersMax, ringMax, managersMax);
    }
}
