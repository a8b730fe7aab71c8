package io.ringcast.benchmarks.overlay;

import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.overlay.Seats;
import io.ringcast.protocol.view.RingView;
import java.util.HashSet;
import java.util.Set;

/**
 * What a set-up sends, by the rules of docs/protocol/dht.md, without acknowledgements and repetitions.
 *
 * @param control requests and answers, rounds, and what goes to everybody by the way of the records
 * @param perRecord how often a record is sent until all that are to keep it have it, on average
 */
record SetUpMessages(long control, double perRecord) {
    static SetUpMessages of(Overlay overlay, int size, int copies) {
        long others = size - 1L;
        long placing = 2 * others;
        long tables = others;
        long rounds = 2L * size;
        long introductions = RingView.isIntroduced(overlay, size)
                ? (long) size * Math.ceilDiv(size, RingMessage.Introduce.MEMBERS_MAX)
                : 0;
        long ends = overlay == Overlay.RING ? 0 : others;
        return new SetUpMessages(
                placing + introductions + tables + ends + rounds, perRecord(overlay, size, Math.min(copies, size)));
    }

    /** A record goes once over each link that lies on the way to any of those that are to keep it. */
    private static double perRecord(Overlay overlay, int size, int copies) {
        Seats seats = Seats.full(size);
        int[] parents = parents(overlay, seats);
        long sent = 0;
        Set<Integer> reached = new HashSet<>();
        for (int slot = 0; slot < size; slot++) {
            reached.clear();
            for (int step = 0; step < copies; step++) {
                for (int at = (slot + step) % size; at != 0 && reached.add(at); at = parents[at]) {
                    sent++;
                }
            }
        }
        return (double) sent / size;
    }

    /** The ways from the leader are a tree: who sends to whom. */
    private static int[] parents(Overlay overlay, Seats seats) {
        int[] parents = new int[seats.size()];
        for (int target = 1; target < seats.size(); target++) {
            for (int at = 0; at != target; ) {
                int next = overlay.nextHop(seats, at, target).seat();
                parents[next] = at;
                at = next;
            }
        }
        return parents;
    }
}
