package io.ringcast.protocol.overlay;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** How messages find their way among the members of a ring. Chosen as the ring is set up. */
@SuppressWarnings("ImmutableEnumChecker") // No routing has a state.
public enum Overlay {
    /** To the right neighbour, as in the handout. */
    RING(new RingRouting()),
    /** By fingers that double in distance. */
    CHORD(new ChordRouting()),
    /** By the exclusive or of seat numbers. */
    KADEMLIA(new KademliaRouting()),
    /** By prefixes of seat numbers. */
    PASTRY(new PastryRouting()),
    /** Queries go to random members, all else around the ring, as in the handout's later editions. */
    HOT_POTATO(new HotPotatoRouting());

    private final Routing routing;

    Overlay(Routing routing) {
        this.routing = routing;
    }

    /** Its name as people write it, and as it travels. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The overlay of that name. */
    public static Optional<Overlay> of(String word) {
        return Arrays.stream(values())
                .filter(overlay -> overlay.word().equals(word))
                .findFirst();
    }

    /** The names of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Overlay::word).toList();
    }

    /** To whom the member in seat {@code self} sends messages: its routing table, without itself. */
    public List<Hop> table(Seats seats, int self) {
        return routing.table(seats, self);
    }

    /**
     * Where the member in seat {@code self} sends a message for the one in seat {@code target}: an entry of its table.
     *
     * @param target another seat, which is taken
     */
    public Hop nextHop(Seats seats, int self, int target) {
        return routing.nextHop(seats, self, target);
    }

    /**
     * Where a query goes that may go anywhere but where it was.
     *
     * @return empty if it was everywhere
     */
    public static Optional<Hop> anywhere(Seats seats, Set<Integer> visited, RandomGenerator random) {
        return HotPotatoRouting.random(seats, visited, random);
    }

    /** Most hops from anywhere to anywhere among {@code size} seats. */
    public int hopsMax(int size) {
        return routing.hopsMax(size);
    }
}
