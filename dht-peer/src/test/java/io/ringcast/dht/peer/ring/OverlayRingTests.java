package io.ringcast.dht.peer.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.peer.domain.Placement;
import io.ringcast.dht.peer.ring.SimulatedRing.Weather;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PeerMessage;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.overlay.Seats;
import io.ringcast.protocol.overlay.StoreTree;
import io.ringcast.protocol.records.TableShape;
import io.ringcast.protocol.view.RingView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a ring in each overlay: the same commands, the same records, another way through. */
class OverlayRingTests {
    private static final Weather STORM = new Weather(200, 100, 3_000);
    private static final List<List<String>> DATASET = RingNodeTests.records(241);

    private static SimulatedRing ring(long seed, Weather weather, Overlay overlay) {
        SimulatedRing ring = RingNodeTests.ring(seed, weather, DATASET);
        ring.routeBy(overlay);
        return ring;
    }

    private static TaskOutcome.RingLoaded placed(int size) {
        long[] expected = new long[size];
        DATASET.forEach(values -> expected[new Placement(353, size).ownerOf(values.get(1))]++);
        return new TaskOutcome.RingLoaded(Arrays.stream(expected).boxed().toList(), new TableShape(353));
    }

    @ParameterizedTest
    @EnumSource
    void recordsAreFoundFromEveryEntryByTheWayOfTheOverlay(Overlay overlay) {
        for (int size : new int[] {2, 3, 8, 13}) {
            recordsAreFound(overlay, size, 17);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("soak")
    void everyRecordIsFoundFromEveryEntryInRingsOf2To16(Overlay overlay) {
        for (int size = 2; size <= 16; size++) {
            recordsAreFound(overlay, size, 1);
        }
    }

    private static void recordsAreFound(Overlay overlay, int size, int step) {
        SimulatedRing ring = ring(size, Weather.FAIR, overlay);
        List<Member> members = RingNodeTests.members(ring, size, 1);
        ring.add("asker", 1);
        assertThat(ring.setUp(members, size % 3 + 1)).isEqualTo(placed(size));
        for (int entry = 0; entry < size; entry++) {
            for (int record = entry % step; record < DATASET.size(); record += step) {
                List<String> values = DATASET.get(record);
                DirectMessage.DirectAnswer answer = ring.query("asker", members.get(entry), values.get(1));
                assertThat(answer).isInstanceOf(DirectMessage.FoundRecord.class);
                DirectMessage.FoundRecord found = (DirectMessage.FoundRecord) answer;
                assertThat(found.values()).isEqualTo(values);
                requireWay(overlay, size, found.path(), found.reasons());
            }
        }
    }

    private static void requireWay(Overlay overlay, int size, List<Integer> path, List<String> reasons) {
        assertThat(path).doesNotHaveDuplicates();
        assertThat(path.size() - 1).isLessThanOrEqualTo(overlay.hopsMax(size));
        assertThat(reasons).hasSize(overlay == Overlay.RING ? 0 : path.size() - 1);
        for (int hop = 1; hop < path.size() && overlay != Overlay.HOT_POTATO; hop++) {
            assertThat(path.get(hop))
                    .isEqualTo(overlay.nextHop(Seats.full(size), path.get(hop - 1), path.getLast())
                            .seat());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotExistIsNotFoundByItsOwnerOrByAll(Overlay overlay) {
        SimulatedRing ring = ring(3, Weather.FAIR, overlay);
        List<Member> members = RingNodeTests.members(ring, 16, 3);
        ring.setUp(members, 3);
        int owner = new Placement(353, 16).ownerOf("Atlantis");
        for (Member entry : members) {
            DirectMessage.DirectAnswer answer = ring.query("usera", entry, "Atlantis");
            assertThat(answer).isInstanceOf(DirectMessage.NotFound.class);
            List<Integer> path = ((DirectMessage.NotFound) answer).path();
            if (overlay == Overlay.HOT_POTATO) {
                assertThat(path).hasSize(16).doesNotHaveDuplicates();
            } else {
                assertThat(path.getLast()).isEqualTo(owner);
            }
        }
    }

    /** Each node is asked at most once, and what exists is found, in the end. */
    @Test
    void aThousandHotPotatoesFindTheirRecords() {
        int size = 16;
        SimulatedRing ring = ring(8, Weather.FAIR, Overlay.HOT_POTATO);
        List<Member> members = RingNodeTests.members(ring, size, 1);
        ring.add("asker", 1);
        ring.setUp(members, 3);
        Random random = new Random(8);
        long hops = 0;
        for (int lookup = 0; lookup < 1_000; lookup++) {
            List<String> values = DATASET.get(random.nextInt(DATASET.size()));
            DirectMessage.DirectAnswer answer = ring.query("asker", members.get(random.nextInt(size)), values.get(1));
            assertThat(answer).isInstanceOf(DirectMessage.FoundRecord.class);
            DirectMessage.FoundRecord found = (DirectMessage.FoundRecord) answer;
            assertThat(found.values()).isEqualTo(values);
            assertThat(found.path()).doesNotHaveDuplicates();
            assertThat(found.path().getLast()).isEqualTo(new Placement(353, size).ownerOf(values.get(1)));
            hops += found.path().size() - 1;
        }
        // The owner is anywhere in a random order of all nodes: 7.5 hops on average, with a standard error of 0.15.
        assertThat(hops / 1_000.0).isBetween(7.0, 8.0);
        for (Member entry : members) {
            assertThat(ring.query("asker", entry, "Atlantis"))
                    .isInstanceOfSatisfying(
                            DirectMessage.NotFound.class,
                            missing -> assertThat(missing.path()).hasSize(size).doesNotHaveDuplicates());
        }
    }

    @ParameterizedTest
    @EnumSource
    void recordsTravelOnceOverEachWayThatTheyNeed(Overlay overlay) {
        int size = 13;
        SimulatedRing ring = ring(4, Weather.FAIR, overlay);
        ring.setUp(RingNodeTests.members(ring, size, 1), 3);
        long stores = ring.sent().stream()
                .filter(PeerMessage.RingFrame.class::isInstance)
                .flatMap(message -> ((PeerMessage.RingFrame) message).frame().messages().stream())
                .filter(RingMessage.StoreRecords.class::isInstance)
                .mapToLong(store -> ((RingMessage.StoreRecords) store).records().size())
                .sum();
        long needed = 0;
        for (List<String> values : DATASET) {
            int slot = new Placement(353, size).ownerOf(values.get(1));
            for (int node = 0; node < size; node++) {
                needed += StoreTree.of(overlay, size, node)
                        .childrenToward(IntStream.range(0, 3).map(i -> (slot + i) % size))
                        .size();
            }
        }
        assertThat(stores).isEqualTo(needed);
    }

    /** Set-up, queries, leaves down to one node, and a teardown, while a fifth of the datagrams is lost. */
    @ParameterizedTest
    @EnumSource
    void inAStormTheWholeLifeOfARingLosesNothing(Overlay overlay) {
        for (long seed = 1; seed <= 3; seed++) {
            SimulatedRing ring = ring(seed, STORM, overlay);
            Random random = new Random(seed);
            List<Member> members = new ArrayList<>(RingNodeTests.members(ring, 2 + random.nextInt(7), 1));
            ring.add("asker", 1);
            String story = overlay + " seed " + seed;
            assertThat(ring.setUp(members)).as(story).isEqualTo(placed(members.size()));
            while (members.size() > 1) {
                queries(ring, members, random, story);
                Member leaver = members.get(random.nextInt(members.size()));
                TaskOutcome outcome = ring.leave(leaver.user());
                assertThat(outcome).as(story).isInstanceOf(TaskOutcome.RingLeft.class);
                int at = members.indexOf(leaver);
                List<Member> rotated = new ArrayList<>(members.subList(at + 1, members.size()));
                rotated.addAll(members.subList(0, at));
                members = rotated;
                assertThat(((TaskOutcome.RingLeft) outcome).counts())
                        .as(story)
                        .isEqualTo(placed(members.size()).counts());
            }
            assertThat(ring.tearDown(members.getFirst().user())).isInstanceOf(TaskOutcome.RingTornDown.class);
        }
    }

    private static void queries(SimulatedRing ring, List<Member> members, Random random, String story) {
        for (int i = 0; i < 10; i++) {
            List<String> values = DATASET.get(random.nextInt(DATASET.size()));
            Member entry = members.get(random.nextInt(members.size()));
            assertThat(ring.query("asker", entry, values.get(1)))
                    .as(story)
                    .isInstanceOfSatisfying(
                            DirectMessage.FoundRecord.class,
                            found -> assertThat(found.values()).isEqualTo(values));
        }
    }

    /** Two neighbours of twelve are killed, and nobody has decreed anything yet: three members had each record. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RING")
    void queriesGoAroundMembersThatAreGone(Overlay overlay) {
        int size = 12;
        for (long seed = 1; seed <= 2; seed++) {
            SimulatedRing ring = ring(seed, Weather.FAIR, overlay);
            List<Member> members = RingNodeTests.members(ring, size, 1);
            ring.add("asker", 1);
            ring.setUp(members, 3);
            int first = new Random(seed).nextInt(size);
            List<Integer> gone = List.of(first, (first + 1) % size);
            gone.forEach(node -> ring.kill(members.get(node).user()));
            for (int entry = 0; entry < size; entry++) {
                for (int record = entry; record < 241 && !gone.contains(entry); record += 61) {
                    List<String> values = DATASET.get(record);
                    assertThat(ring.query("asker", members.get(entry), values.get(1)))
                            .as("%s seed %d from %d, gone %s", overlay, seed, entry, gone)
                            .isInstanceOfSatisfying(DirectMessage.FoundRecord.class, found -> {
                                assertThat(found.values()).isEqualTo(values);
                                assertThat(found.path()).doesNotContainAnyElementsOf(gone);
                            });
                }
            }
            assertThat(ring.suspects())
                    .isSubsetOf(
                            gone.stream().map(node -> members.get(node).user()).toList());
        }
    }

    /** A member is evicted, comes back with nothing, and takes its seat again. Where members know each other they are told changes only. */
    @ParameterizedTest
    @EnumSource
    void aRingHeals(Overlay overlay) {
        int size = 7;
        SimulatedRing ring = ring(5, Weather.FAIR, overlay);
        List<Member> members = RingNodeTests.members(ring, size, 1);
        ring.add("asker", 1);
        ring.setUp(members, 3);
        List<String> users = members.stream().map(Member::user).toList();
        RingView view = RingView.built(1, 99, 1, 3, overlay, users);
        Random random = new Random(7);
        for (int round = 0; round < 3; round++) {
            Member victim = members.get(1 + random.nextInt(size - 1));
            ring.kill(victim.user());
            view = healed(ring, members, view, view.without(victim.user(), view.since() + 1));
            assertThat(view.isRestored()).isTrue();
            List<Member> left = new ArrayList<>(members);
            left.remove(victim);
            queries(ring, left, random, "without " + victim.user());
            ring.restart(victim);
            view = healed(ring, members, view, view.with(members.indexOf(victim), victim.user(), view.since() + 1));
            assertThat(view.isRestored()).isTrue();
            queries(ring, members, random, "with " + victim.user());
        }
    }

    private static RingView healed(SimulatedRing ring, List<Member> members, RingView known, RingView decreed) {
        Map<String, Member> byUser = members.stream().collect(Collectors.toMap(Member::user, Function.identity()));
        RingView told = known;
        RingView view = decreed;
        for (int i = 0; i < 20; i++) {
            for (String user : view.members()) {
                boolean changes = view.overlay() != Overlay.RING && told.seatOf(user) >= 0;
                ring.decree(user, changes ? change(told, view, byUser) : new DecreedView(view, byUser));
            }
            ring.settle();
            for (String user : view.members()) {
                RingView taken = ring.node(user).status().view();
                assertThat(taken == null ? -1 : taken.since()).as(user).isEqualTo(view.since());
            }
            told = view;
            RingView before = view;
            for (String user : view.members()) {
                var held = ring.held(user);
                if (held != null) {
                    view = view.completed(user, held.slots(), view.since() + 1);
                }
            }
            if (view.equals(before)) {
                return view;
            }
        }
        throw new AssertionError("it does not come to an end: " + view);
    }

    private static DecreedView.Change change(RingView from, RingView to, Map<String, Member> byUser) {
        Map<Integer, PresenceMessage.SeatedMember> seats = new HashMap<>();
        for (int slot : to.changedSince(from)) {
            RingView.Seat seat = to.seats().get(slot);
            seats.put(
                    slot,
                    new PresenceMessage.SeatedMember(
                            byUser.get(seat.user()), seat.seated(), seat.wired(), seat.complete()));
        }
        return new DecreedView.Change(
                to.generation(),
                to.key(),
                from.since(),
                to.since(),
                to.copies(),
                to.overlay(),
                to.seats().size(),
                seats);
    }
}
