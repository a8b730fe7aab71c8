package io.ringcast.dht.peer.ring;

import static io.ringcast.dht.peer.ring.RingNodeTests.SHAPE;
import static io.ringcast.dht.peer.ring.RingNodeTests.members;
import static io.ringcast.dht.peer.ring.RingNodeTests.records;
import static io.ringcast.dht.peer.ring.RingNodeTests.ring;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.peer.ring.SimulatedRing.Weather;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.overlay.Overlay;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was sent or granted for a ring, and comes when the node is in another one. */
class LateMessagesTests {
    private static List<NodeStatus> statuses(SimulatedRing ring, List<Member> members) {
        return members.stream().map(member -> ring.node(member.user()).status()).toList();
    }

    @Test
    void aLateCopyOfSetIdChangesNothing() {
        SimulatedRing ring = ring(12, Weather.FAIR, records(50));
        List<Member> members = members(ring, 3, 1);
        ring.setUp(members);
        List<DirectMessage.SetId> copies = ring.sent().stream()
                .filter(DirectMessage.SetId.class::isInstance)
                .map(DirectMessage.SetId.class::cast)
                .toList();

        ring.leave("usera");
        ring.settle();
        List<NodeStatus> afterLeave = statuses(ring, members);
        copies.forEach(copy -> ring.node(copy.user()).receive(members.getFirst().queries(), copy, ring.nowNanos()));
        assertThat(statuses(ring, members)).isEqualTo(afterLeave);

        ring.tearDown("userb");
        ring.settle();
        copies.forEach(copy -> ring.node(copy.user()).receive(members.getFirst().queries(), copy, ring.nowNanos()));
        assertThat(statuses(ring, members)).allMatch(status -> status.membership() == null);
    }

    @Test
    void aTaskThatWasGrantedForAnEarlierRingDoesNotTouchThisOne() {
        SimulatedRing ring = ring(13, Weather.FAIR, records(50));
        List<Member> members = members(ring, 3, 1);
        ring.setUp(members);
        List<NodeStatus> before = statuses(ring, members);
        RingNode node = ring.node("userb");

        node.leave(0, 0, ring.nowNanos());
        node.tearDown(0, ring.nowNanos());

        assertThat(node.flush(ring.nowNanos()))
                .hasSize(2)
                .allMatch(effect -> effect instanceof NodeEffect.TaskEnded ended
                        && ended.outcome() instanceof TaskOutcome.RingFailed failed
                        && failed.reason() == FailureReason.OTHER_RING);
        assertThat(statuses(ring, members)).isEqualTo(before);
    }

    @Test
    void aSetUpThatWasGrantedBeforeThisNodeWasPlacedElsewhereFails() {
        SimulatedRing ring = ring(14, Weather.FAIR, records(50));
        List<Member> members = members(ring, 3, 1);
        ring.node("usera").setUp(members, 5, 1, Overlay.RING, SHAPE, ring.nowNanos());
        ring.query("usera", ring.add("asker", 1), "Atlantis");
        NodeStatus before = ring.node("userb").status();
        assertThat(before.membership()).isNotNull();

        ring.node("userb").setUp(members.reversed(), 4, 1, Overlay.RING, SHAPE, ring.nowNanos());

        assertThat(ring.node("userb").flush(ring.nowNanos()))
                .filteredOn(NodeEffect.TaskEnded.class::isInstance)
                .hasSize(1);
        assertThat(ring.node("userb").status()).isEqualTo(before);
    }

    @Test
    void aTeardownThatPassesEndsTheSetUpOfItsLeader() {
        SimulatedRing ring = ring(15, Weather.FAIR, records(50));
        List<Member> members = members(ring, 3, 1);
        ring.kill("userb");
        ring.node("usera").setUp(members, 1, 1, Overlay.RING, SHAPE, ring.nowNanos());
        ring.query("usera", ring.add("asker", 1), "Atlantis");
        assertThat(ring.node("userc").status().membership()).isNotNull();

        ring.tearDown("userc");

        assertThat(ring.ended("usera"))
                .isInstanceOfSatisfying(
                        TaskOutcome.RingFailed.class,
                        failed -> assertThat(failed.text()).contains("userc has torn the ring down"));
    }

    /** The leaver has no place any more, and waits for the others to build their ring again. */
    @Test
    void anEarlierSetIdDoesNotEndALeave() {
        SimulatedRing ring = ring(16, Weather.FAIR, records(50));
        List<Member> members = members(ring, 3, 1);
        RingNode leaver = ring.node("userb");
        ring.node("usera").setUp(members, 7, 1, Overlay.RING, SHAPE, ring.nowNanos());
        ring.query("usera", ring.add("asker", 1), "Atlantis");
        ring.settle();
        DirectMessage.SetId placed = ring.sent().stream()
                .filter(message -> message instanceof DirectMessage.SetId setId
                        && setId.user().equals("userb"))
                .map(DirectMessage.SetId.class::cast)
                .findFirst()
                .orElseThrow();
        leaver.leave(7, 7, ring.nowNanos());
        ring.query("userb", members.getFirst(), "Atlantis");
        for (int step = 0; step < 1_000 && leaver.membership() != null; step++) {
            ring.query("asker", members.getFirst(), "Atlantis");
        }
        assertThat(leaver.membership()).isNull();

        leaver.receive(members.getFirst().queries(), earlier(placed), ring.nowNanos());

        assertThat(leaver.membership()).isNull();
        ring.settle();
        assertThat(ring.ended("userb")).isInstanceOf(TaskOutcome.RingLeft.class);
    }

    @Test
    void aLeaveInTheMidstOfASetUpEndsTheSetUp() {
        SimulatedRing ring = ring(17, Weather.FAIR, records(20_000));
        List<Member> members = members(ring, 3, 1);
        Member asker = ring.add("asker", 1);
        ring.node("usera").setUp(members, 1, 1, Overlay.RING, SHAPE, ring.nowNanos());
        for (int step = 0; step < 1_000 && ring.node("usera").table().isEmpty(); step++) {
            ring.query("usera", asker, "Atlantis");
        }
        assertThat(ring.node("usera").status().ready()).isFalse();

        ring.node("userc").leave(1, 1, ring.nowNanos());
        ring.query("userc", asker, "Atlantis");
        ring.settle();

        assertThat(ring.ended("usera"))
                .isInstanceOfSatisfying(
                        TaskOutcome.RingFailed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(FailureReason.RECORDS_LOST));
        assertThat(statuses(ring, members)).allMatch(status -> status.membership() == null);
    }

    private static DirectMessage.SetId earlier(DirectMessage.SetId placed) {
        return new DirectMessage.SetId(
                placed.id(),
                placed.user(),
                placed.node(),
                placed.ring(),
                placed.left(),
                placed.right(),
                LinkId.of(1),
                LinkId.of(2),
                3,
                1,
                0);
    }
}
