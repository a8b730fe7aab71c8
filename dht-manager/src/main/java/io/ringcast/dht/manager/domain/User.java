package io.ringcast.dht.manager.domain;

import java.util.List;

/**
 * A registered user: the name and where its peer process listens.
 *
 * @param name 1 to 15 ASCII letters
 * @param address IPv4 address in dotted form
 * @param ports one to three ports: from the left neighbour, to the right neighbour, queries
 */
public record User(String name, String address, List<Integer> ports) {
    /** Copies the ports. */
    public User {
        ports = List.copyOf(ports);
    }
}
