package io.ringcast.dht.manager.domain;

import java.util.Collections;
import java.util.List;

/**
 * A registered user: the name and where its peer process listens.
 *
 * @param name 1 to 15 ASCII letters
 * @param address IPv4 address in dotted form
 * @param ports one to three ports: from the left neighbour, to the right neighbour, queries
 * @param incarnation names the run of the process that registered; empty if it promised no heartbeats
 * @param presence whether the process gives signs of life
 * @param number of the registration: grows with each
 * @param managerPort from which the process talks to the managers; 0 if it has not told
 */
public record User(
        String name,
        String address,
        List<Integer> ports,
        String incarnation,
        Presence presence,
        long number,
        int managerPort) {
    /** Copies the ports. */
    public User {
        ports = List.copyOf(ports);
    }

    /** Of a process that has not told from which port it talks to the managers. */
    public User(String name, String address, List<Integer> ports, String incarnation, Presence presence, long number) {
        this(name, address, ports, incarnation, presence, number, 0);
    }

    /** Whether the process promised heartbeats when it registered. */
    public boolean isWatched() {
        return !incarnation.isEmpty();
    }

    /** Whether the process gives no sign of life. */
    public boolean isSilent() {
        return presence == Presence.SILENT;
    }

    User with(Presence now) {
        return new User(name, address, ports, incarnation, now, number, managerPort);
    }

    boolean listensAt(String otherAddress, List<Integer> otherPorts) {
        return address.equals(otherAddress) && ports.equals(otherPorts);
    }

    boolean sharesAPortWith(String otherAddress, List<Integer> otherPorts) {
        return address.equals(otherAddress)
                && (!Collections.disjoint(ports, otherPorts) || otherPorts.contains(managerPort));
    }
}
