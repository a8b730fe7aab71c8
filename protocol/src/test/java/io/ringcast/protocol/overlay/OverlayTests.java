package io.ringcast.protocol.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every lookup ends at its target, within the bound of its overlay. */
class OverlayTests {
    private static final int ALL_PAIRS_MAX = 512;
    /** The ring's ways are long: it has fewer of them tried. */
    private static final int RING_STEPS_MAX = 2_000_000;

    /** All sizes take half a minute for each overlay but the ring. */
    private static final boolean ALL_SIZES = Boolean.getBoolean("overlay.all-sizes");

    private final long seed = Long.getLong("overlay.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @EnumSource
    void everyLookupEndsAtItsTargetWithinItsBound(Overlay overlay) {
        int steps = 0;
        for (int size = 2; size <= ALL_PAIRS_MAX; size += ALL_SIZES || size < 70 ? 1 : 1 + random.nextInt(88)) {
            Seats seats = Seats.full(size);
            for (int entry = 0; entry < size; entry++) {
                for (int target = 0; target < size; target++) {
                    steps += hops(overlay, seats, entry, target);
                }
            }
            if (overlay.hopsMax(1_000) > 100 && steps > RING_STEPS_MAX) {
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLookupEndsAtItsTargetInLargeRings(Overlay overlay) {
        for (int i = 0; i < 200; i++) {
            int size = ALL_PAIRS_MAX + random.nextInt(10_000 - ALL_PAIRS_MAX);
            hops(overlay, Seats.full(size), random.nextInt(size), random.nextInt(size));
        }
    }

    /** Who is left knows from the view who takes the places of those that are gone: the bound stays. */
    @ParameterizedTest
    @EnumSource
    void lookupsGoAroundMembersThatAreGone(Overlay overlay) {
        for (int i = 0; i < 2_000; i++) {
            int size = 2 + random.nextInt(i % 10 == 0 ? 3_000 : 120);
            Set<Integer> gone = new HashSet<>();
            if (random.nextBoolean()) {
                int first = random.nextInt(size);
                int run = 1 + random.nextInt(Math.min(7, size - 1));
                IntStream.range(0, run).forEach(j -> gone.add((first + j) % size));
            } else {
                int percent = random.nextInt(90);
                IntStream.range(0, size)
                        .filter(seat -> random.nextInt(100) < percent)
                        .forEach(gone::add);
            }
            List<Integer> left = IntStream.range(0, size)
                    .filter(seat -> !gone.contains(seat))
                    .boxed()
                    .toList();
            if (!left.isEmpty()) {
                hops(
                        overlay,
                        Seats.full(size).without(gone),
                        left.get(random.nextInt(left.size())),
                        left.get(random.nextInt(left.size())));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachHopIsAnEntryOfTheTable(Overlay overlay) {
        for (int size : new int[] {2, 3, 7, 16, 100, 257}) {
            Set<Integer> gone = new HashSet<>();
            IntStream.range(0, size / 4).forEach(i -> gone.add(random.nextInt(size)));
            Seats seats = Seats.full(size).without(gone);
            for (int self = 0; self < size; self++) {
                List<Hop> table = overlay.table(seats, self);
                int own = self;
                assertThat(table).as("seed %d", seed).allMatch(hop -> hop.seat() != own && seats.isTaken(hop.seat()));
                for (int target = 0; target < size && seats.isTaken(self); target++) {
                    if (target != self && seats.isTaken(target) && overlay != Overlay.HOT_POTATO) {
                        Hop hop = overlay.nextHop(seats, self, target);
                        assertThat(table.stream().map(Hop::seat))
                                .as("seed %d", seed)
                                .contains(hop.seat());
                    }
                }
            }
        }
    }

    @Test
    void tablesSayWhyEachEntryIsThere() {
        Seats seats = Seats.full(40);
        assertThat(Overlay.RING.table(seats, 39)).containsExactly(new Hop(0, "right"));
        assertThat(Overlay.CHORD.table(seats, 3))
                .containsExactly(
                        new Hop(4, "finger +1"),
                        new Hop(5, "finger +2"),
                        new Hop(7, "finger +4"),
                        new Hop(11, "finger +8"),
                        new Hop(19, "finger +16"),
                        new Hop(35, "finger +32"));
        assertThat(Overlay.KADEMLIA.table(seats, 3))
                .containsExactly(
                        new Hop(2, "bucket 0"),
                        new Hop(1, "bucket 1"),
                        new Hop(7, "bucket 2"),
                        new Hop(11, "bucket 3"),
                        new Hop(19, "bucket 4"),
                        new Hop(35, "bucket 5"));
        assertThat(Overlay.PASTRY.table(seats, 3))
                .startsWith(new Hop(19, "prefix 1*"), new Hop(35, "prefix 2*"), new Hop(0, "prefix 00"))
                .hasSize(17);
    }

    @ParameterizedTest
    @EnumSource
    void theWaysFromTheLeaderAreATree(Overlay overlay) {
        for (int size : new int[] {1, 2, 3, 5, 16, 17, 64, 100, 128}) {
            List<StoreTree> trees = IntStream.range(0, size)
                    .mapToObj(self -> StoreTree.of(overlay, size, self))
                    .toList();
            int edges = 0;
            for (int self = 0; self < size; self++) {
                for (int child : trees.get(self).children()) {
                    assertThat(trees.get(child).parent()).isEqualTo(self);
                    edges++;
                }
                assertThat(trees.get(self).childrenToward(IntStream.of(self))).isEmpty();
                int at = 0;
                while (at != self) {
                    at = trees.get(at).childToward(self);
                }
            }
            assertThat(trees.getFirst().parent()).isEqualTo(-1);
            assertThat(edges).isEqualTo(size - 1);
        }
    }

    @Test
    void aQueryThatMayGoAnywhereVisitsEachMemberOnce() {
        Seats seats = Seats.full(16);
        RandomGenerator choice = new Random(seed);
        Set<List<Integer>> paths = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            List<Integer> path = new ArrayList<>(List.of(i % 16));
            Optional<Hop> next = Overlay.anywhere(seats, Set.copyOf(path), choice);
            while (next.isPresent()) {
                path.add(next.get().seat());
                next = Overlay.anywhere(seats, Set.copyOf(path), choice);
            }
            assertThat(path).hasSize(16).doesNotHaveDuplicates();
            paths.add(path);
        }
        assertThat(paths).hasSizeGreaterThan(990);
    }

    @Test
    void anOverlayHasTheNameThatPeopleWrite() {
        assertThat(Overlay.words()).containsExactly("ring", "chord", "kademlia", "pastry", "hot-potato");
        assertThat(Overlay.of("hot-potato")).contains(Overlay.HOT_POTATO);
        assertThat(Overlay.of("RING")).isEmpty();
    }

    private int hops(Overlay overlay, Seats seats, int entry, int target) {
        int at = entry;
        int hops = 0;
        while (at != target) {
            at = overlay.nextHop(seats, at, target).seat();
            hops++;
            if (hops > overlay.hopsMax(seats.size()) || !seats.isTaken(at)) {
                throw new AssertionError(overlay + " from " + entry + " to " + target + " of " + seats.size()
                        + " is at " + at + " after " + hops + " hops; seed " + seed);
            }
        }
        return hops;
    }
}
