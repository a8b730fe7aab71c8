package io.ringcast.dht.peer.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ring that is left, or joined, is rebuilt from what its members keep. */
class RebuildsFromCopiesTests extends CopiedRing {
    @Test
    void aLeaveRebuildsFromWhatTheRingHolds() {
        for (String leaver : USERS) {
            view = BUILT;
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
            decree(ring, rebuilt(epoch, staying));
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
        decree(ring, rebuilt(epoch, List.of("userc", "usere", "usera")));
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
        decree(ring, rebuilt(epoch, List.of("usera", "userb", "userd", "usere", "userf")));
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
}
