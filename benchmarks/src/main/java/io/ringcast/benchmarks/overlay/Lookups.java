package io.ringcast.benchmarks.overlay;

import io.ringcast.protocol.overlay.Hop;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.overlay.Seats;
import io.ringcast.protocol.view.Onward;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Lookups among members of which some have died and nobody knows it yet. Each hop is chosen by the functions by which peers choose
 * theirs. A member finds out that another one is dead by sending to it, which costs a timeout; the query then carries that with it,
 * as among peers.
 */
final class Lookups {
    private final Overlay overlay;
    private final Seats seats;
    private final int copies;
    private final IntPredicate dead;
    private final RandomGenerator random;

    /**
     * A lookup.
     *
     * @param path the seats that it visited, entry first
     * @param timeouts how many dead members it was sent to
     * @param found whether it has come to a member that has the record
     */
    record Path(List<Integer> path, int timeouts, boolean found) {
        int hops() {
            return path.size() - 1;
        }
    }

    /**
     * @param copies how many members have each record: the first seats from its own to the right
     * @param dead which members have died
     */
    Lookups(Overlay overlay, int size, int copies, IntPredicate dead, RandomGenerator random) {
        this.overlay = overlay;
        this.seats = Seats.full(size);
        this.copies = Math.min(copies, size);
        this.dead = dead;
        this.random = random;
    }

    /** Looks a record up from a living member. */
    Path from(int entry, int slot) {
        List<Integer> servers = IntStream.range(0, copies)
                .mapToObj(step -> (slot + step) % seats.size())
                .toList();
        List<Integer> path = new ArrayList<>(List.of(entry));
        Set<Integer> silent = new TreeSet<>();
        while (true) {
            Onward onward = Onward.to(servers, silent);
            int at = path.getLast();
            if (onward.server() == at) {
                return new Path(path, silent.size(), true);
            }
            int next = next(onward, at, path, silent);
            if (!dead.test(next)) {
                path.add(next);
            } else if (!silent.add(next) || overlay == Overlay.RING) {
                // All that have the record are dead: the way leads to the first of them again. In a ring there is no
                // other way.
                return new Path(path, silent.size(), false);
            }
        }
    }

    private int next(Onward onward, int at, List<Integer> path, Set<Integer> silent) {
        if (overlay != Overlay.HOT_POTATO) {
            return onward.hop(overlay, seats, at).seat();
        }
        Optional<Hop> next = Overlay.anywhere(seats.without(silent), new HashSet<>(path), random);
        return next.map(Hop::seat).orElse(onward.server());
    }
}
