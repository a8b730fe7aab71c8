package io.ringcast.dht.manager.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.manager.domain.ManagerCommand.HoldCopies;
import io.ringcast.dht.manager.domain.ManagerCommand.MarkPresent;
import io.ringcast.dht.manager.domain.ManagerCommand.MarkSilent;
import io.ringcast.dht.manager.domain.ManagerCommand.Register;
import io.ringcast.dht.manager.domain.ManagerCommand.SeatMember;
import io.ringcast.protocol.view.RingView;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A ring in which records have copies outlives its members. */
class EvictionTests extends ManagerFixture {
    private static final String RUN = "run";

    private List<String> healing(int users, int ring, int copies) {
        for (int i = 0; i < users; i++) {
            apply(new Register(NAMES.get(i), "127.0.0.1", List.of(5_000 + i), RUN, null));
        }
        apply(new ManagerCommand.SetUpDht(ring, "alice", 7, copies, "ring"));
        apply(new ManagerCommand.CompleteDht("alice"));
        return state.phase().ring();
    }

    private RingView view() {
        return Objects.requireNonNull(state.view());
    }

    @Test
    void aSilentMemberLeavesItsSeatVacantAndTheDhtGoesOn() {
        List<String> ring = healing(6, 5, 3);
        long before = state.epoch();
        String gone = ring.get(2);
        assertThat(apply(new MarkSilent(gone, RUN))).isEqualTo(new ManagerOutcome.MemberEvicted(gone, before + 1));
        assertThat(state.phase().word()).isEqualTo("READY");
        assertThat(state.phase().ring()).hasSize(4).doesNotContain(gone).startsWith("alice");
        assertThat(state.stateOf(gone)).contains(UserState.FREE);
        assertThat(view().server(2)).isEqualTo(3);
        assertThat(view().generation()).isEqualTo(before - 1);
    }

    @Test
    void theLeadershipGoesOnAndCanTearDown() {
        List<String> ring = healing(6, 5, 3);
        apply(new MarkSilent("alice", RUN));
        assertThat(state.stateOf(ring.get(1))).contains(UserState.LEADER);
        assertThat(apply(new ManagerCommand.TearDownDht(ring.get(1)))).isEqualTo(new ManagerOutcome.TeardownGranted());
    }

    @Test
    void withOneCopyADeathIsWhatItIsInTheHandout() {
        List<String> ring = healing(6, 5, 1);
        assertThat(apply(new MarkSilent(ring.get(2), RUN))).isEqualTo(new ManagerOutcome.Decreed());
        assertThat(state.phase().ring()).isEqualTo(ring);
        apply(new ManagerCommand.ForgetUser(ring.get(2), RUN));
        assertThat(state.phase().word()).isEqualTo("NONE");
        assertThat(state.view()).isNull();
    }

    @Test
    void aMemberThatSendsNoHeartbeatsHasNoCopies() {
        healing(4, 3, 3);
        apply(new ManagerCommand.TearDownDht("alice"));
        apply(new ManagerCommand.CompleteTeardown("alice"));
        for (int i = 1; i < 4; i++) {
            apply(new Register(NAMES.get(i), "127.0.0.1", List.of(5_000 + i), "", null));
        }
        apply(new ManagerCommand.SetUpDht(3, "alice", 7, 3, "ring"));
        assertThat(view().copies()).isEqualTo(1);
    }

    @Test
    void aMemberThatWasStartedAgainLosesItsSeatAndTakesItAgain() {
        List<String> ring = healing(6, 5, 3);
        String restarted = ring.get(1);
        int number = NAMES.indexOf(restarted);
        apply(new Register(restarted, "127.0.0.1", List.of(5_000 + number), "other", null));
        assertThat(state.stateOf(restarted)).contains(UserState.FREE);
        assertThat(apply(new SeatMember(1, restarted, RUN))).isEqualTo(new ManagerOutcome.Obsolete());
        assertThat(apply(new SeatMember(0, restarted, "other"))).isEqualTo(new ManagerOutcome.Obsolete());
        assertThat(apply(new SeatMember(1, restarted, "other"))).isEqualTo(new ManagerOutcome.Decreed());
        assertThat(state.phase().ring()).isEqualTo(ring);
        assertThat(view().server(1)).isEqualTo(2);
        long seated = state.epoch();
        assertThat(apply(new HoldCopies(restarted, seated - 1, List.of(1))))
                .as("what its earlier run had")
                .isInstanceOf(ManagerOutcome.Refused.class);
        assertThat(apply(new HoldCopies(restarted, seated, List.of(1)))).isEqualTo(new ManagerOutcome.Decreed());
        assertThat(view().server(1)).isEqualTo(1);
        assertThat(state.epoch()).isEqualTo(seated + 1);
        assertThat(apply(new HoldCopies(restarted, seated, List.of(1)))).isEqualTo(new ManagerOutcome.Decreed());
        assertThat(state.epoch()).as("nothing new").isEqualTo(seated + 1);
    }

    @Test
    void aSilentUserTakesNoSeat() {
        List<String> ring = healing(6, 5, 3);
        apply(new MarkSilent(ring.get(1), RUN));
        assertThat(apply(new SeatMember(1, ring.get(1), RUN))).isEqualTo(new ManagerOutcome.Obsolete());
        apply(new MarkPresent(ring.get(1), RUN));
        assertThat(apply(new SeatMember(1, ring.get(1), RUN))).isEqualTo(new ManagerOutcome.Decreed());
    }

    @Test
    void aMemberThatHasLostItsRingIsEvicted() {
        List<String> ring = healing(6, 5, 3);
        assertThat(apply(new ManagerCommand.AbandonDht(ring.get(3))))
                .isEqualTo(new ManagerOutcome.MemberEvicted(ring.get(3), state.epoch()));
        assertThat(state.phase().ring()).doesNotContain(ring.get(3));
    }

    @Test
    void theDhtIsGivenUpWhenNobodyHasAnyRecords() {
        List<String> ring = healing(3, 2, 2);
        apply(new MarkSilent(ring.get(0), RUN));
        apply(new MarkPresent(ring.get(0), RUN));
        apply(new SeatMember(0, ring.get(0), RUN));
        assertThat(apply(new MarkSilent(ring.get(1), RUN)))
                .as("the other one has no records yet")
                .isEqualTo(new ManagerOutcome.DhtAbandoned());
        assertThat(state.phase().word()).isEqualTo("NONE");
    }
}
