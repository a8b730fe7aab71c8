package io.ringcast.protocol.overlay;

import java.util.BitSet;
import java.util.Collection;

/** Which of the seats 0 to {@code size − 1} are taken. Immutable. */
public final class Seats {
    private final int size;
    private final BitSet taken;

    private Seats(int size, BitSet taken) {
        this.size = size;
        this.taken = taken;
    }

    /** All are taken. */
    public static Seats full(int size) {
        BitSet taken = new BitSet(size);
        taken.set(0, size);
        return new Seats(size, taken);
    }

    /** The same without some: members that are known to be gone count as if their seats were vacant. */
    public Seats without(Collection<Integer> gone) {
        if (gone.isEmpty()) {
            return this;
        }
        BitSet left = (BitSet) taken.clone();
        gone.forEach(left::clear);
        return new Seats(size, left);
    }

    /** How many there are, taken or not. */
    public int size() {
        return size;
    }

    /** Whether a seat is taken. */
    public boolean isTaken(int seat) {
        return taken.get(seat);
    }

    /** How many are taken. */
    int count() {
        return taken.cardinality();
    }

    /** The taken seat before which so many others are taken. */
    int nth(int before) {
        int seat = taken.nextSetBit(0);
        for (int i = 0; i < before; i++) {
            seat = taken.nextSetBit(seat + 1);
        }
        return seat;
    }

    /** The first taken seat from this one to the right, around the ring; -1 if there is none. */
    int from(int seat) {
        int found = taken.nextSetBit(seat % size);
        return found >= 0 ? found : taken.nextSetBit(0);
    }

    /** The first taken seat from this one on, below {@code end}; -1 if there is none. */
    int between(int seat, int end) {
        int found = taken.nextSetBit(seat);
        return found < Math.min(end, size) ? found : -1;
    }

    /** How many steps to the right one seat is from another. */
    int distance(int from, int to) {
        return Math.floorMod(to - from, size);
    }
}
