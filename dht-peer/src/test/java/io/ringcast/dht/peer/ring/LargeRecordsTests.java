package io.ringcast.dht.peer.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.peer.domain.Placement;
import io.ringcast.dht.peer.ring.SimulatedRing.Weather;
import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.NodeSettings;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PeerCodec;
import io.ringcast.protocol.dht.PeerMessage;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.link.LinkSettings;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that are larger than a datagram: up to the largest that there may be. */
class LargeRecordsTests {
    private static final Weather STORM = new Weather(100, 50, 3_000);
    private static final DatasetShape SHAPE = new DatasetShape(List.of("Name", "Text", "Note"), 0, 353);
    private static final int DATAGRAM_BYTES_MAX = 1_400;

    private final List<List<String>> dataset = new ArrayList<>();
    private final Map<String, Member> members = new HashMap<>();

    /** Of each size some; their texts take one to four bytes a character. */
    private SimulatedRing ring(long seed, Weather weather, int nodes, int... sizes) {
        int number = 0;
        for (int size : sizes) {
            for (String character : List.of("x", "\"", "€", "𝄞")) {
                String text = character.repeat(size / character.getBytes(StandardCharsets.UTF_8).length);
                dataset.add(
                        List.of("Name " + number++ * 37, character.equals("\"") ? "\"".repeat(size / 2) : text, "end"));
            }
        }
        SimulatedRing ring = new SimulatedRing(
                seed,
                weather,
                SHAPE,
                dataset,
                new NodeSettings(LinkSettings.standard(), Duration.ofSeconds(60), Duration.ofSeconds(5)));
        for (int i = 0; i < nodes; i++) {
            String user = "user" + (char) ('a' + i);
            members.put(user, ring.add(user, 1));
        }
        ring.add("asker", 1);
        return ring;
    }

    private List<Member> inOrder() {
        return members.values().stream()
                .sorted(Comparator.comparing(Member::user))
                .toList();
    }

    private void everythingIsFound(SimulatedRing ring, List<Member> entries) {
        for (int i = 0; i < dataset.size(); i++) {
            List<String> record = dataset.get(i);
            assertThat(ring.query("asker", entries.get(i % entries.size()), record.getFirst()))
                    .isInstanceOfSatisfying(
                            DirectMessage.FoundRecord.class,
                            found -> assertThat(found.values()).isEqualTo(record));
        }
    }

    private TaskOutcome.RingLoaded placed(int size) {
        long[] expected = new long[size];
        dataset.forEach(values -> expected[new Placement(353, size).ownerOf(values.getFirst())]++);
        return new TaskOutcome.RingLoaded(Arrays.stream(expected).boxed().toList(), SHAPE.table());
    }

    @ParameterizedTest
    @CsvSource({"RING,1", "RING,3", "CHORD,3", "KADEMLIA,1", "HOT_POTATO,3"})
    void areSetUpAndFoundWhileDatagramsAreLost(Overlay overlay, int copies) {
        SimulatedRing ring = ring(1, STORM, 5, 100, 1_240, 1_300, 29_900, 30_100, 45_000);
        ring.routeBy(overlay);
        assertThat(ring.setUp(inOrder(), copies)).isEqualTo(placed(5));
        everythingIsFound(ring, inOrder());
    }

    @Test
    void theLargestRecordThatThereMayBe() {
        SimulatedRing ring = ring(2, Weather.FAIR, 3, 999_900);
        assertThat(ring.setUp(inOrder(), 2)).isEqualTo(placed(3));
        everythingIsFound(ring, inOrder());
    }

    /** All that is larger than a frame goes in parts, and so in datagrams of the usual size; only short answers in one are larger. */
    @Test
    void travelInDatagramsOfTheUsualSize() {
        SimulatedRing ring = ring(3, Weather.FAIR, 4, 100, 2_000, 60_000);
        ring.setUp(inOrder(), 3);
        everythingIsFound(ring, inOrder());
        assertThat(ring.sent()).filteredOn(LargeRecordsTests::hasParts).isNotEmpty();
        for (PeerMessage message : ring.sent()) {
            if (!(message instanceof DirectMessage.FoundRecord)) {
                assertThat(PeerCodec.create().encode(message)).hasSizeLessThanOrEqualTo(DATAGRAM_BYTES_MAX);
            }
        }
    }

    private static boolean hasParts(PeerMessage message) {
        return message instanceof PeerMessage.RingFrame frame
                && frame.frame().messages().stream().anyMatch(RingMessage.StorePart.class::isInstance);
    }

    /** A peer of release 0.1.0 may be in a ring without copies, and reads no parts. */
    @Test
    void whatFitsADatagramIsNotSplitInARingWithoutCopies() {
        SimulatedRing ring = ring(4, Weather.FAIR, 3, 100, 2_000, 29_000);
        ring.setUp(inOrder(), 1);
        everythingIsFound(ring, inOrder());
        assertThat(ring.sent()).noneMatch(LargeRecordsTests::hasParts);
        assertThat(ring.sent()).noneMatch(DirectMessage.FoundPart.class::isInstance);
    }

    @Test
    void areRestoredWhereAMemberHasLostThem() {
        SimulatedRing ring = ring(5, STORM, 5, 100, 1_240, 1_300, 29_900, 50_000);
        List<Member> all = inOrder();
        ring.setUp(all, 3);
        RingView view = RingView.built(
                1, 99, 1, 3, Overlay.RING, all.stream().map(Member::user).toList());
        ring.kill("userc");
        view = restored(ring, view.without("userc", 2));
        assertThat(view.isRestored()).isTrue();
        ring.restart(all.get(2));
        view = restored(ring, view.with(2, "userc", view.since() + 1));
        assertThat(view.isRestored()).isTrue();
        assertThat(view.seats().get(2).complete()).contains(2);
        everythingIsFound(ring, all);
    }

    private RingView restored(SimulatedRing ring, RingView decreed) {
        RingView view = decreed;
        for (int round = 0; round < 20; round++) {
            for (String user : view.members()) {
                ring.decree(user, new DecreedView(view, members));
            }
            ring.settle();
            RingView before = view;
            for (String user : view.members()) {
                var held = ring.held(user);
                if (held != null && held.epoch() <= view.since()) {
                    view = view.completed(user, held.slots(), view.since() + 1);
                }
            }
            if (view.equals(before)) {
                return view;
            }
        }
        return view;
    }

    @Test
    void areReadFromTheRingWhenItIsRebuilt() {
        SimulatedRing ring = ring(6, STORM, 5, 100, 1_240, 1_300, 29_900, 50_000);
        List<Member> all = inOrder();
        ring.setUp(all, 3);
        ring.breakDataset("there is no file any more");
        RingView view = RingView.built(
                        1,
                        99,
                        1,
                        3,
                        Overlay.RING,
                        all.stream().map(Member::user).toList())
                .renewed(2);
        all.forEach(member -> ring.decree(member.user(), new DecreedView(view, members)));
        assertThat(ring.leave("userb", 2))
                .isInstanceOfSatisfying(
                        TaskOutcome.RingLeft.class,
                        left -> assertThat(left.counts()).isEqualTo(placed(4).counts()));
        List<Member> left = new ArrayList<>(all);
        left.remove(1);
        everythingIsFound(ring, left);
    }
}
