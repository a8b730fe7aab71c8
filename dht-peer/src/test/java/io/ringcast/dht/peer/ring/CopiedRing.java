package io.ringcast.dht.peer.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeSettings;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.link.LinkSettings;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** A ring of five members that keep three copies, its records, and what managers do to it. */
abstract class CopiedRing {
    static final DatasetShape SHAPE = new DatasetShape(List.of("Name", "Text"), 0, 353);
    static final List<List<String>> RECORDS = IntStream.range(0, 300)
            .mapToObj(i -> List.of("Name " + i * 37, "text of ".repeat(i % 9) + i))
            .toList();
    static final String ABSENT = "Atlantis";
    static final List<String> USERS = List.of("usera", "userb", "userc", "userd", "usere");

    static final RingView BUILT = RingView.built(1, 99, 1, 3, Overlay.RING, USERS);

    final Map<String, Member> members = new HashMap<>();
    RingView view = BUILT;

    static RingView rebuilt(long epoch, List<String> users) {
        return RingView.built(epoch, 99, epoch + 1, 3, Overlay.RING, users);
    }

    SimulatedRing ring(long seed, SimulatedRing.Weather weather, int copies) {
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

    SimulatedRing ring() {
        return ring(1, SimulatedRing.Weather.FAIR, 3);
    }

    Member member(String user) {
        return Objects.requireNonNull(members.get(user));
    }

    /** Every member hears of the view, one after the other. */
    void decree(SimulatedRing ring, RingView next) {
        view = next;
        next.members().forEach(user -> ring.decree(user, new DecreedView(next, members)));
    }

    void evict(SimulatedRing ring, String user) {
        ring.kill(user);
        decree(ring, view.without(user, view.since() + 1));
    }

    /** What the members have told is decreed, until there is nothing new. */
    void restore(SimulatedRing ring) {
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

    void everythingIsFound(SimulatedRing ring, String story) {
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

    void everyHolderHasItsCopies(SimulatedRing ring) {
        for (int seat = 0; seat < USERS.size(); seat++) {
            if (!view.seats().get(seat).isVacant()) {
                assertThat(ring.node(USERS.get(seat)).status().slots()).containsAll(view.slotsOf(seat));
            }
        }
    }

    /** The managers grant a rebuild, and every member hears of it. */
    long granted(SimulatedRing ring) {
        long epoch = view.since() + 1;
        decree(ring, view.renewed(epoch));
        return epoch;
    }
}
