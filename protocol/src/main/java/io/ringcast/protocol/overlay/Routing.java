package io.ringcast.protocol.overlay;

import java.util.List;

/** The rules of one overlay. They know nothing but the seats: two members with the same view choose the same hops. */
interface Routing {
    /** To whom the member in seat {@code self} sends messages: its routing table, without itself. */
    List<Hop> table(Seats seats, int self);

    /**
     * Where the member in seat {@code self} sends a message for the one in seat {@code target}: an entry of its table.
     *
     * @param target another seat, which is taken
     */
    Hop nextHop(Seats seats, int self, int target);

    /** Most hops from anywhere to anywhere among {@code size} seats. */
    int hopsMax(int size);
}
