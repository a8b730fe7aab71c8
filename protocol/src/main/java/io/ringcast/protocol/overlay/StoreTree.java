package io.ringcast.protocol.overlay;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ways from seat 0 to all others, as one member sees them. In each overlay they are a tree: every member has one parent, from
 * which it gets all that the leader sends.
 */
public final class StoreTree {
    private final int[] child;
    private final int parent;

    private StoreTree(int[] child, int parent) {
        this.child = child;
        this.parent = parent;
    }

    /** The tree as the member in that seat sees it; all seats are taken. */
    public static StoreTree of(Overlay overlay, int size, int self) {
        Seats seats = Seats.full(size);
        int[] child = new int[size];
        Arrays.fill(child, -1);
        int parent = -1;
        for (int target = 1; target < size; target++) {
            int at = 0;
            while (at != target) {
                int next = overlay.nextHop(seats, at, target).seat();
                if (at == self) {
                    child[target] = next;
                    break;
                }
                parent = next == self ? at : parent;
                at = next;
            }
        }
        return new StoreTree(child, parent);
    }

    /** Who is on the way from here to that seat; -1 if that way does not come past here. */
    public int childToward(int seat) {
        return child[seat];
    }

    /** Where everything comes from; -1 at seat 0. */
    public int parent() {
        return parent;
    }

    /** To whom this member passes on what comes to it. */
    public List<Integer> children() {
        return Arrays.stream(child).filter(seat -> seat >= 0).distinct().boxed().toList();
    }

    /** To whom a record goes that is for these seats: each child once. */
    public List<Integer> childrenToward(IntStream targets) {
        return targets.map(this::childToward)
                .filter(seat -> seat >= 0)
                .distinct()
                .boxed()
                .toList();
    }
}
