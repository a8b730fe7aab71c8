package io.ringcast.protocol.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The lookup of the handout's later editions: a query goes to a random member that it has not visited. All else travels as in the
 * ring.
 */
final class HotPotatoRouting implements Routing {
    private final Routing ring = new RingRouting();

    @Override
    public List<Hop> table(Seats seats, int self) {
        List<Hop> table = new ArrayList<>();
        for (int seat = 0; seat < seats.size(); seat++) {
            if (seat != self && seats.isTaken(seat)) {
                table.add(new Hop(seat, "any"));
            }
        }
        return table;
    }

    @Override
    public Hop nextHop(Seats seats, int self, int target) {
        return ring.nextHop(seats, self, target);
    }

    static Optional<Hop> random(Seats seats, Set<Integer> visited, RandomGenerator random) {
        Seats unvisited = seats.without(visited);
        int left = unvisited.count();
        return left == 0
                ? Optional.empty()
                : Optional.of(new Hop(unvisited.nth(random.nextInt(left)), "one of " + left + " not visited"));
    }

    @Override
    public int hopsMax(int size) {
        return size - 1;
    }
}
