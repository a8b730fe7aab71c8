package io.ringcast.protocol.overlay;

import java.util.ArrayList;
import java.util.List;

/**
 * Chord's fingers: finger i is the first taken seat that is 2^i or more to the right, and a message goes to the farthest finger that
 * is not past its target. Each hop at least halves the distance. (Stoica et al., Chord, IEEE/ACM ToN 2003, §IV.)
 */
final class ChordRouting implements Routing {
    @Override
    public List<Hop> table(Seats seats, int self) {
        List<Hop> table = new ArrayList<>();
        for (int step = 1; step < seats.size(); step *= 2) {
            Hop finger = finger(seats, self, step);
            boolean known = !table.isEmpty() && table.getLast().seat() == finger.seat();
            if (finger.seat() != self && !known) {
                table.add(finger);
            }
        }
        return table;
    }

    @Override
    public Hop nextHop(Seats seats, int self, int target) {
        // The target is that far away at least, so that this finger is not past it.
        return finger(seats, self, Integer.highestOneBit(seats.distance(self, target)));
    }

    private static Hop finger(Seats seats, int self, int step) {
        int seat = seats.from(self + step);
        // Past the member itself there is no finger.
        boolean around = seats.distance(self, seat) < step;
        return new Hop(around ? self : seat, "finger +" + step);
    }

    /** ⌈log₂ n⌉ */
    @Override
    public int hopsMax(int size) {
        return Digits.length(size, 1);
    }
}
