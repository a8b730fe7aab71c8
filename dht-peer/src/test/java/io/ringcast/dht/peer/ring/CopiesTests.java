package io.ringcast.dht.peer.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.PeerMessage;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ring outlives its members: copies, take-over, restoration and re-seating, as the managers decree. */
class CopiesTests extends CopiedRing {
    @Test
    void everyHolderHasItsCopiesWhenTheRingIsBuilt() {
        SimulatedRing ring = ring();
        everyHolderHasItsCopies(ring);
        assertThat(USERS.stream()
                        .mapToLong(user -> ring.node(user).status().records())
                        .sum())
                .as("each record has one owner")
                .isEqualTo(RECORDS.size());
        everythingIsFound(ring, "built");
    }

    @Test
    void withOneCopyNothingIsAddedToTheHandoutsMessages() {
        SimulatedRing ring = ring(1, SimulatedRing.Weather.FAIR, 1);
        for (PeerMessage sent : ring.sent()) {
            assertThat(sent instanceof PeerMessage.RingFrame frame
                            && frame.frame().messages().stream().anyMatch(RingMessage.CheckCopies.class::isInstance))
                    .isFalse();
        }
        for (String user : USERS) {
            assertThat(ring.node(user).status().slots()).hasSize(1);
        }
    }

    @Test
    void theRightNeighbourAnswersForEachMemberThatIsGone() {
        for (String gone : USERS) {
            view = BUILT;
            SimulatedRing ring = ring();
            evict(ring, gone);
            everythingIsFound(ring, gone + " is gone");
        }
    }

    @Test
    void aNeighbourThatAcknowledgesNothingIsSuspected() {
        SimulatedRing ring = ring();
        everythingIsFound(ring, "nobody is suspected");
        assertThat(ring.suspects()).isEmpty();
        ring.kill("userc");
        for (List<String> record : RECORDS.subList(0, 5)) {
            ring.query("free", member("usera"), record.getFirst());
        }
        assertThat(ring.suspects()).containsExactly("userc");
    }

    @Test
    void nothingIsLostWhenTwoNeighboursAreGoneAtOnce() {
        for (int first = 0; first < USERS.size(); first++) {
            view = BUILT;
            SimulatedRing ring = ring();
            ring.kill(USERS.get(first));
            evict(ring, USERS.get((first + 1) % USERS.size()));
            evict(ring, USERS.get(first));
            everythingIsFound(ring, "two are gone from " + first);
            restore(ring);
            assertThat(view.isRestored()).isTrue();
            everyHolderHasItsCopies(ring);
        }
    }

    @Test
    void copiesAreRestoredUntilOneMemberHasEverything() {
        SimulatedRing ring = ring();
        for (String gone : List.of("userc", "usera", "usere", "userb")) {
            evict(ring, gone);
            restore(ring);
            assertThat(view.isRestored()).isTrue();
            everyHolderHasItsCopies(ring);
            everythingIsFound(ring, gone + " is gone");
        }
    }

    @Test
    void aMemberThatComesBackAnswersOnlyWhenItHasTheRecords() {
        SimulatedRing ring = ring();
        evict(ring, "userb");
        restore(ring);
        ring.restart(member("userb"));
        decree(ring, view.with(1, "userb", view.since() + 1));
        assertThat(view.server(1)).isEqualTo(2);
        everythingIsFound(ring, "userb is seated");
        restore(ring);
        assertThat(view.server(1)).isEqualTo(1);
        everyHolderHasItsCopies(ring);
        everythingIsFound(ring, "userb answers again");
    }

    @Test
    void aLateCopyOfSetIdDoesNotTakeAReseatedMemberItsRecords() {
        SimulatedRing ring = ring();
        DirectMessage.SetId late = ring.sent().stream()
                .filter(DirectMessage.SetId.class::isInstance)
                .map(DirectMessage.SetId.class::cast)
                .filter(setId -> setId.user().equals("userb"))
                .findFirst()
                .orElseThrow();
        evict(ring, "userb");
        ring.restart(member("userb"));
        decree(ring, view.with(1, "userb", view.since() + 1));
        restore(ring);
        ring.node("userb").receive(member("usera").queries(), late, ring.nowNanos());
        everyHolderHasItsCopies(ring);
        everythingIsFound(ring, "a late set-id");
    }

    @Test
    void copiesThatNobodyIsToKeepAreDropped() {
        SimulatedRing ring = ring();
        evict(ring, "userb");
        restore(ring);
        ring.restart(member("userb"));
        decree(ring, view.with(1, "userb", view.since() + 1));
        restore(ring);
        for (int seat = 0; seat < USERS.size(); seat++) {
            assertThat(ring.node(USERS.get(seat)).status().slots())
                    .containsExactlyInAnyOrderElementsOf(view.slotsOf(seat));
        }
    }

    @Test
    void aLostSlotIsRefusedAndNeverNotFound() {
        SimulatedRing ring = ring();
        List.of("userb", "userc", "userd").forEach(ring::kill);
        evict(ring, "userb");
        evict(ring, "userc");
        evict(ring, "userd");
        int lost = 0;
        List<String> names =
                new ArrayList<>(RECORDS.stream().map(List::getFirst).toList());
        for (String name : names) {
            DirectMessage.DirectAnswer answer = ring.query("free", member("usera"), name);
            if (answer instanceof DirectMessage.RequestRefused refused) {
                assertThat(refused.reason()).isEqualTo(FailureReason.SLOT_LOST.name());
                lost++;
            } else {
                assertThat(answer).isInstanceOf(DirectMessage.FoundRecord.class);
            }
        }
        assertThat(lost).isBetween(1, RECORDS.size() / 2);
    }

    private void killThreeNeighbours(SimulatedRing ring) {
        List.of("userb", "userc", "userd").forEach(ring::kill);
        evict(ring, "userb");
        evict(ring, "userc");
        evict(ring, "userd");
        assertThat(view.lost()).containsExactly(1);
    }

    @Test
    void aLostSlotIsLoadedAgainByAMemberThatHasTheFile() {
        SimulatedRing ring = ring();
        killThreeNeighbours(ring);
        restore(ring);
        assertThat(view.lost()).isEmpty();
        everyHolderHasItsCopies(ring);
        everythingIsFound(ring, "a lost slot was loaded again");
    }

    @Test
    void aLostSlotStaysLostWhereNoDatasetHasItsRecords() {
        SimulatedRing ring = ring();
        ring.replaceDataset(RECORDS.subList(0, 100));
        killThreeNeighbours(ring);
        restore(ring);
        assertThat(view.lost()).containsExactly(1);
        assertThat(ring.notices()).anyMatch(text -> text.contains("no member has the records of slots [1]"));
    }

    @Test
    void aViewThatTakesAnEmptyNodeForAHolderIsNotTaken() {
        SimulatedRing ring = ring();
        ring.restart(member("userc"));
        ring.decree("userc", new DecreedView(view.without("userb", 2), members));
        assertThat(ring.node("userc").membership()).isNull();
    }

    @Test
    void allOfThisHoldsWhereDatagramsAreLostDoubledAndReordered() {
        for (long seed = 0; seed < 20; seed++) {
            view = RingView.built(1, 99 + seed, 1, 3, Overlay.RING, USERS);
            SimulatedRing ring = ring(seed, new SimulatedRing.Weather(100, 50, 3_000), 3);
            String gone = USERS.get((int) (seed % USERS.size()));
            evict(ring, gone);
            restore(ring);
            assertThat(view.isRestored()).as("seed %d", seed).isTrue();
            ring.restart(member(gone));
            decree(ring, view.with(USERS.indexOf(gone), gone, view.since() + 1));
            restore(ring);
            assertThat(view.isRestored()).as("seed %d", seed).isTrue();
            everythingIsFound(ring, "seed " + seed);
        }
    }
}
