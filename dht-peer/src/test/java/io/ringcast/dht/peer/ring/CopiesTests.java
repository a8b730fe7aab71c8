package io.ringcast.dht.peer.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeSettings;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PeerMessage;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.link.LinkSettings;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A ring outlives its members: copies, take-over, restoration and re-seating, as the managers decree. */
class CopiesTests {
    private static final DatasetShape SHAPE = new DatasetShape(List.of("Name", "Text"), 0, 353);
    private static final List<List<String>> RECORDS = IntStream.range(0, 300)
            .mapToObj(i -> List.of("Name " + i * 37, "text of ".repeat(i % 9) + i))
            .toList();
    private static final String ABSENT = "Atlantis";
    private static final List<String> USERS = List.of("usera", "userb", "userc", "userd", "usere");

    private final Map<String, Member> members = new HashMap<>();
    private RingView view = RingView.built(1, 99, 1, 3, Overlay.RING, USERS);

    private SimulatedRing ring(long seed, SimulatedRing.Weather weather, int copies) {
        SimulatedRing ring = new SimulatedRing(
                seed,
                weather,
                SHAPE,
                RECORDS,
                new NodeSettings(LinkSettings.standard(), Duration.ofSeconds(15), Duration.ofSeconds(5)));
        USERS.forEach(user -> members.put(user, ring.add(user, 3)));
        ring.add("free", 1);
        List<Member> chosen = USERS.stream()
                .map(user -> Objects.requireNonNull(members.get(user)))
                .toList();
        assertThat(ring.setUp(chosen, copies)).isInstanceOf(TaskOutcome.RingLoaded.class);
        return ring;
    }

    private SimulatedRing ring() {
        return ring(1, SimulatedRing.Weather.FAIR, 3);
    }

    private Member member(String user) {
        return Objects.requireNonNull(members.get(user));
    }

    /** Every member hears of the view, one after the other. */
    private void decree(SimulatedRing ring, RingView next) {
        view = next;
        next.members().forEach(user -> ring.decree(user, new DecreedView(next, members)));
    }

    private void evict(SimulatedRing ring, String user) {
        ring.kill(user);
        decree(ring, view.without(user, view.since() + 1));
    }

    /** What the members have told is decreed, until there is nothing new. */
    private void restore(SimulatedRing ring) {
        for (int round = 0; round < 20; round++) {
            ring.settle();
            RingView before = view;
            for (String user : view.members()) {
                NodeEffect.CopiesHeld held = ring.held(user);
                if (held != null && held.epoch() <= view.since()) {
                    view = view.completed(user, held.slots(), view.since() + 1);
                }
            }
            if (view.equals(before)) {
                return;
            }
            decree(ring, view);
        }
    }

    private void everythingIsFound(SimulatedRing ring, String story) {
        List<String> entries = view.members();
        for (int i = 0; i < RECORDS.size(); i++) {
            List<String> record = RECORDS.get(i);
            DirectMessage.DirectAnswer answer =
                    ring.query("free", member(entries.get(i % entries.size())), record.getFirst());
            assertThat(answer)
                    .as(story)
                    .isInstanceOfSatisfying(
                            DirectMessage.FoundRecord.class,
                            found -> assertThat(found.values()).isEqualTo(record));
        }
        for (String entry : entries) {
            assertThat(ring.query("free", member(entry), ABSENT)).as(story).isInstanceOf(DirectMessage.NotFound.class);
        }
    }

    private void everyHolderHasItsCopies(SimulatedRing ring) {
        for (int seat = 0; seat < USERS.size(); seat++) {
            if (!view.seats().get(seat).isVacant()) {
                assertThat(ring.node(USERS.get(seat)).status().slots()).containsAll(view.slotsOf(seat));
            }
        }
    }

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
            view = RingView.built(1, 99, 1, 3, Overlay.RING, USERS);
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
            view = RingView.built(1, 99, 1, 3, Overlay.RING, USERS);
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

    /** The managers grant a rebuild, and every member hears of it. */
    private long granted(SimulatedRing ring) {
        long epoch = view.since() + 1;
        decree(ring, view.renewed(epoch));
        return epoch;
    }

    @Test
    void aLeaveRebuildsFromWhatTheRingHolds() {
        for (String leaver : USERS) {
            view = RingView.built(1, 99, 1, 3, Overlay.RING, USERS);
            SimulatedRing ring = ring();
            ring.breakDataset("no other peer has the file");
            long epoch = granted(ring);
            String leader = USERS.get((USERS.indexOf(leaver) + 1) % USERS.size());
            assertThat(ring.leave(leaver, epoch)).isInstanceOfSatisfying(TaskOutcome.RingLeft.class, left -> {
                assertThat(left.newLeader()).isEqualTo(leader);
                assertThat(left.counts()).hasSize(4);
            });
            List<String> staying = new ArrayList<>(USERS);
            Collections.rotate(staying, -USERS.indexOf(leader));
            staying.remove(leaver);
            decree(ring, RingView.built(epoch, 99, epoch + 1, 3, Overlay.RING, staying));
            everythingIsFound(ring, leaver + " has left");
            evict(ring, leader);
            everythingIsFound(ring, leader + " is gone as well");
        }
    }

    @Test
    void aLeaveOfARingWithAVacantSeatRebuildsFromWhatTheRingHolds() {
        SimulatedRing ring = ring();
        evict(ring, "userd");
        long epoch = granted(ring);
        assertThat(ring.leave("userb", epoch)).isInstanceOf(TaskOutcome.RingLeft.class);
        decree(ring, RingView.built(epoch, 99, epoch + 1, 3, Overlay.RING, List.of("userc", "usere", "usera")));
        everythingIsFound(ring, "two of five are left out");
    }

    /** The leader to be has three of the five slots. */
    @Test
    void aRebuildAsksForPagesOfSeveralSlotsAtATime() {
        SimulatedRing ring = ring();
        ring.leave("userb", granted(ring));
        assertThat(ring.sent().stream()
                        .takeWhile(sent -> !(sent instanceof DirectMessage.CopyPage))
                        .filter(DirectMessage.FetchCopy.class::isInstance))
                .hasSize(2);
    }

    @Test
    void aMemberThatJoinsTakesItsPartOfWhatTheRingHolds() {
        SimulatedRing ring = ring();
        Member joiner = ring.add("userf", 1);
        members.put("userf", joiner);
        evict(ring, "userc");
        long epoch = granted(ring);
        assertThat(ring.join("userf", member("usera"), epoch))
                .isInstanceOfSatisfying(
                        TaskOutcome.RingJoined.class,
                        joined -> assertThat(joined.counts()).hasSize(5));
        decree(
                ring,
                RingView.built(
                        epoch, 99, epoch + 1, 3, Overlay.RING, List.of("usera", "userb", "userd", "usere", "userf")));
        everythingIsFound(ring, "userf has joined");
        evict(ring, "userf");
        everythingIsFound(ring, "userf is gone");
    }

    @Test
    void aRingThatCannotBeRebuiltGoesOnAsItWas() {
        SimulatedRing ring = ring();
        ring.add("userf", 1);
        long epoch = granted(ring);
        ring.kill("userd");
        assertThat(ring.join("userf", member("usera"), epoch))
                .isInstanceOfSatisfying(
                        TaskOutcome.RingFailed.class,
                        failed -> assertThat(failed.text()).contains("userd"));
        assertThat(ring.query("free", member("userb"), RECORDS.getFirst().getFirst()))
                .as("nobody answers from a ring that is being rebuilt")
                .isInstanceOf(DirectMessage.RequestRefused.class);
        decree(ring, view.rewired(epoch + 1));
        evict(ring, "userd");
        everythingIsFound(ring, "userf has not joined");
        restore(ring);
        everyHolderHasItsCopies(ring);
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
