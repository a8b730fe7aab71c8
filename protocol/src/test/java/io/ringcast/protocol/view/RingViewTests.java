package io.ringcast.protocol.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView.SlotState;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RingViewTests {
    private static final List<String> RING = List.of("alice", "bob", "carol", "dave", "erin");

    private final RingView built = RingView.built(4, 99, 4, 3, Overlay.RING, RING);

    @Test
    void aRingAsItWasBuiltIsTheHandouts() {
        for (int slot = 0; slot < 5; slot++) {
            assertThat(built.server(slot)).isEqualTo(slot);
            assertThat(built.state(slot)).isEqualTo(SlotState.SERVED);
            assertThat(built.holders(slot)).containsExactly(slot, (slot + 1) % 5, (slot + 2) % 5);
            assertThat(built.linkOf(slot)).isEmpty();
        }
        assertThat(built.isRestored()).isTrue();
    }

    @Test
    void theRightNeighbourServesTheSlotOfAMemberThatIsGone() {
        RingView view = built.without("bob", 7);
        assertThat(view.state(1)).isEqualTo(SlotState.VACANT);
        assertThat(view.server(1)).isEqualTo(2);
        assertThat(view.members()).containsExactly("alice", "carol", "dave", "erin");
        assertThat(view.rightOf(0)).isEqualTo(2);
        assertThat(view.leftOf(2)).isZero();
        assertThat(view.since()).isEqualTo(7);
    }

    @Test
    void onlyTheLinkAcrossTheGapIsNew() {
        RingView view = built.without("bob", 7);
        assertThat(view.linkOf(0))
                .isPresent()
                .isNotEqualTo(built.without("bob", 8).linkOf(0));
        for (int seat : List.of(2, 3, 4)) {
            assertThat(view.linkOf(seat)).isEmpty();
        }
    }

    @Test
    void theCopiesOfThreeSlotsAreMissingWhereOneMemberIsGone() {
        RingView view = built.without("bob", 7);
        assertThat(view.isRestored()).isFalse();
        // Slot 1 is to be at carol, dave and now erin; slot 0 at alice, carol and now dave; slot 4 at erin, alice and
        // now carol.
        RingView restored = view.completed("erin", view.slotsOf(4), 8)
                .completed("dave", view.slotsOf(3), 9)
                .completed("carol", view.slotsOf(2), 10);
        assertThat(restored.isRestored()).isTrue();
        assertThat(restored.completed("carol", view.slotsOf(2), 11)).isSameAs(restored);
    }

    @Test
    void whoTakesAVacantSeatServesOnlyWhenItHasTheRecords() {
        RingView seated = built.without("bob", 7).with(1, "bob", 8);
        assertThat(seated.server(1)).isEqualTo(2);
        assertThat(seated.holders(1)).containsExactly(1, 2, 3);
        assertThat(seated.linkOf(0)).isPresent();
        assertThat(seated.linkOf(1)).isPresent();
        RingView complete = seated.completed("bob", List.of(1), 9);
        assertThat(complete.server(1)).isEqualTo(1);
        assertThat(complete.state(1)).isEqualTo(SlotState.SERVED);
    }

    @Test
    void aSlotIsLostWhenAllThatHadItsRecordsAreGone() {
        RingView view = built.without("bob", 7).without("carol", 8).without("dave", 9);
        assertThat(view.state(1)).isEqualTo(SlotState.LOST);
        assertThat(view.server(1)).isEqualTo(-1);
        assertThat(view.state(0)).isEqualTo(SlotState.SERVED);
        assertThat(view.state(2)).isEqualTo(SlotState.VACANT);
    }

    /** Fewer members than there are copies, next to each other or not, never lose a slot, if copies are restored in between. */
    @Test
    void nothingIsLostWhileFewerThanTheCopiesFailAtOnce() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            int ring = 2 + random.nextInt(9);
            int copies = 1 + random.nextInt(Math.min(4, ring));
            List<String> users =
                    IntStream.range(0, ring).mapToObj(i -> "user" + i).toList();
            RingView view = RingView.built(1, seed, 1, copies, Overlay.RING, users);
            long epoch = 1;
            for (int step = 0; step < 30; step++) {
                int gone = random.nextInt(copies);
                for (int i = 0; i < gone && view.members().size() > 1; i++) {
                    List<String> members = view.members();
                    view = view.without(members.get(random.nextInt(members.size())), ++epoch);
                }
                for (int seat = 0; seat < ring; seat++) {
                    if (view.seats().get(seat).isVacant() && random.nextInt(3) == 0) {
                        view = view.with(seat, users.get(seat), ++epoch);
                    }
                }
                check(view, seed);
                for (String member : view.members()) {
                    view = view.completed(member, view.slotsOf(view.seatOf(member)), ++epoch);
                }
                assertThat(view.isRestored()).as("seed %d", seed).isTrue();
                check(view, seed);
            }
        }
    }

    private static void check(RingView view, long seed) {
        Set<Long> links = new HashSet<>();
        for (int slot = 0; slot < view.seats().size(); slot++) {
            assertThat(view.state(slot)).as("seed %d", seed).isNotEqualTo(SlotState.LOST);
            assertThat(view.holders(slot))
                    .hasSize(Math.min(view.copies(), view.members().size()));
            assertThat(view.seats().get(slot).complete()).hasSizeLessThanOrEqualTo(view.copies());
            assertThat(view.seats().get(view.server(slot)).isVacant()).isFalse();
            view.linkOf(slot).ifPresent(link -> assertThat(links.add(link)).isTrue());
        }
    }
}
