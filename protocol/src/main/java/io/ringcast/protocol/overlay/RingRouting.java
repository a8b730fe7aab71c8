package io.ringcast.protocol.overlay;

import java.util.List;

/** The ring of the handout: everything goes to the right neighbour. */
final class RingRouting implements Routing {
    @Override
    public List<Hop> table(Seats seats, int self) {
        Hop right = right(seats, self);
        return right.seat() == self ? List.of() : List.of(right);
    }

    @Override
    public Hop nextHop(Seats seats, int self, int target) {
        return right(seats, self);
    }

    private static Hop right(Seats seats, int self) {
        return new Hop(seats.from(self + 1), "right");
    }

    @Override
    public int hopsMax(int size) {
        return size - 1;
    }
}
