package io.ringcast.protocol.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.overlay.Hop;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.overlay.Seats;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries find a living member that has the record, as long as fewer neighbours are dead than there are copies. */
class OnwardTests {
    private static final int COPIES_MAX = 8;

    private final long seed = Long.getLong("overlay.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void theFirstThatHasTheRecordAnswers() {
        assertThat(Onward.to(List.of(4, 5, 6), Set.of())).isEqualTo(new Onward(4, List.of()));
        assertThat(Onward.to(List.of(4, 5, 6), Set.of(4))).isEqualTo(new Onward(5, List.of(4)));
    }

    @Test
    void ifAllThatHaveTheRecordAreSilentItIsTheFirstAfterAll() {
        assertThat(Onward.to(List.of(4, 5), List.of(5, 4))).isEqualTo(new Onward(4, List.of(5)));
        assertThat(Onward.to(List.of(), List.of(5)).server()).isEqualTo(-1);
    }

    /** Every entry, every record, every run of dead neighbours. */
    @ParameterizedTest
    @EnumSource
    void fewerDeadNeighboursThanCopiesHideNoRecord(Overlay overlay) {
        for (int size = 2; size <= 20; size++) {
            for (int copies = 2; copies <= Math.min(4, size); copies++) {
                for (int first = 0; first < size; first++) {
                    Set<Integer> dead = run(first, copies - 1, size);
                    for (int entry = 0; entry < size; entry++) {
                        for (int slot = 0; slot < size && !dead.contains(entry); slot++) {
                            lookUp(overlay, size, copies, dead, entry, slot);
                        }
                    }
                }
            }
        }
    }

    /** The run is where it hurts: at the record's owner, or anywhere. */
    @ParameterizedTest
    @EnumSource
    void fewerDeadNeighboursThanCopiesHideNoRecordInLargeRings(Overlay overlay) {
        boolean linear = overlay.hopsMax(1_000) > 100;
        for (int i = 0; i < (linear ? 100 : 2_000); i++) {
            int size = 2 + random.nextInt(linear ? 500 : 9_999);
            int copies = Math.min(size, 2 + random.nextInt(COPIES_MAX - 1));
            int slot = random.nextInt(size);
            int first =
                    random.nextBoolean() ? Math.floorMod(slot - random.nextInt(copies), size) : random.nextInt(size);
            Set<Integer> dead = run(first, 1 + random.nextInt(copies - 1), size);
            int entry = random.nextInt(size);
            if (!dead.contains(entry)) {
                lookUp(overlay, size, copies, dead, entry, slot);
            }
        }
    }

    private static Set<Integer> run(int first, int length, int size) {
        return IntStream.range(0, length)
                .mapToObj(step -> (first + step) % size)
                .collect(Collectors.toSet());
    }

    /** Nobody knows at first who is dead; whoever is sent to in vain is left out from then on. */
    private void lookUp(Overlay overlay, int size, int copies, Set<Integer> dead, int entry, int slot) {
        Seats seats = Seats.full(size);
        List<Integer> servers = IntStream.range(0, copies)
                .mapToObj(step -> (slot + step) % size)
                .toList();
        Set<Integer> silent = new HashSet<>();
        Set<Integer> visited = new HashSet<>(Set.of(entry));
        int at = entry;
        int hops = 0;
        Onward onward = Onward.to(servers, silent);
        while (onward.server() != at) {
            int next = next(overlay, seats, onward, at, visited, silent);
            if (dead.contains(next)) {
                assertThat(silent.add(next)).as("seed %d", seed).isTrue();
            } else {
                at = next;
                visited.add(next);
                hops++;
            }
            onward = Onward.to(servers, silent);
        }
        if (!servers.contains(at) || hops > overlay.hopsMax(size) + copies) {
            throw new AssertionError(overlay + " from " + entry + " for " + slot + " of " + size + ", dead " + dead
                    + ", ends at " + at + " after " + hops + " hops; seed " + seed);
        }
    }

    private int next(Overlay overlay, Seats seats, Onward onward, int at, Set<Integer> visited, Set<Integer> silent) {
        if (overlay != Overlay.HOT_POTATO) {
            return onward.hop(overlay, seats, at).seat();
        }
        Optional<Hop> next = Overlay.anywhere(seats.without(silent), visited, random);
        return next.map(Hop::seat).orElse(onward.server());
    }
}
