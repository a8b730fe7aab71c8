package io.ringcast.protocol.overlay;

import java.util.ArrayList;
import java.util.List;

/**
 * Kademlia's buckets: bucket i holds a member whose number differs from one's own in bit i and in none above it. A message goes to
 * the bucket in which its target is, and from there on agrees with the target in one bit more. (Maymounkov and Mazières, Kademlia,
 * IPTPS 2002, §2.) A bucket holds one member, the nearest by exclusive or, and not k = 20: who takes the place of one that is
 * gone is known from the view.
 */
final class KademliaRouting implements Routing {
    @Override
    public List<Hop> table(Seats seats, int self) {
        List<Hop> table = new ArrayList<>();
        for (int bit = 0; bit < Digits.length(seats.size(), 1); bit++) {
            int seat = nearest(seats, self, bit);
            if (seat >= 0) {
                table.add(hop(seat, bit));
            }
        }
        return table;
    }

    @Override
    public Hop nextHop(Seats seats, int self, int target) {
        int bit = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(self ^ target);
        return hop(nearest(seats, self, bit), bit);
    }

    private static Hop hop(int seat, int bit) {
        return new Hop(seat, "bucket " + bit);
    }

    /** Of the members in a bucket the nearest one; -1 if there is none. */
    private static int nearest(Seats seats, int self, int bit) {
        int mirrored = self ^ (1 << bit);
        for (int distance = 0; distance < 1 << bit; distance++) {
            int seat = mirrored ^ distance;
            if (seat < seats.size() && seats.isTaken(seat)) {
                return seat;
            }
        }
        return -1;
    }

    /** ⌈log₂ n⌉ */
    @Override
    public int hopsMax(int size) {
        return Digits.length(size, 1);
    }
}
