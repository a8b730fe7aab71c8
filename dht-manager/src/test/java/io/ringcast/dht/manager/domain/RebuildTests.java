package io.ringcast.dht.manager.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.manager.domain.ManagerCommand.AbandonDht;
import io.ringcast.dht.manager.domain.ManagerCommand.CompleteRebuild;
import io.ringcast.dht.manager.domain.ManagerCommand.ExpirePhase;
import io.ringcast.dht.manager.domain.ManagerCommand.JoinDht;
import io.ringcast.dht.manager.domain.ManagerCommand.LeaveDht;
import io.ringcast.dht.manager.domain.ManagerCommand.MarkSilent;
import io.ringcast.dht.manager.domain.ManagerCommand.Register;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ring that is rebuilt with one member more or less ends as one of the two. */
class RebuildTests extends ManagerFixture {
    private static final String RUN = "run";

    private List<String> ring = List.of();
    private String free = "";

    @BeforeEach
    void fiveOfSixAreMembers() {
        for (int i = 0; i < 6; i++) {
            apply(new Register(NAMES.get(i), "127.0.0.1", List.of(5_000 + i), RUN, null));
        }
        apply(new ManagerCommand.SetUpDht(5, "alice", 7, 3, "ring"));
        apply(new ManagerCommand.CompleteDht("alice"));
        ring = state.phase().ring();
        free = freeUser();
    }

    private RingView view() {
        return Objects.requireNonNull(state.view());
    }

    private void goesOnAsItWas(List<String> members) {
        assertThat(state.phase()).isEqualTo(new RingPhase.Ready(members));
        assertThat(view().since()).isEqualTo(state.epoch());
        assertThat(view().seats()).hasSize(5);
        assertThat(view().isAnyLost()).isFalse();
    }

    @Test
    void everyMemberHearsWhoHasWhichRecordsWhenARebuildBegins() {
        RingView before = view();
        assertThat(apply(new LeaveDht(ring.get(2)))).isEqualTo(new ManagerOutcome.LeaveGranted(state.epoch()));
        assertThat(view()).isEqualTo(before.renewed(state.epoch()));
    }

    @Test
    void aMemberThatJoinsIsTheLast() {
        User leader = state.ring().getFirst();
        assertThat(apply(new JoinDht(free))).isEqualTo(new ManagerOutcome.JoinGranted(leader, state.epoch()));
        long began = state.epoch();
        assertThat(state.stateOf(free)).contains(UserState.FREE);
        refused(new JoinDht(ring.get(1)), Reason.BUSY_JOINING);
        refused(new CompleteRebuild(ring.get(1), "alice"), Reason.NOT_LEAVING);
        refused(new CompleteRebuild(free, ring.get(1)), Reason.NOT_MEMBER);
        assertThat(apply(new CompleteRebuild(free, "alice"))).isEqualTo(new ManagerOutcome.RebuildCompleted());
        List<String> after = new ArrayList<>(ring);
        after.add(free);
        assertThat(state.phase()).isEqualTo(new RingPhase.Ready(after));
        assertThat(view()).isEqualTo(RingView.built(began, view().key(), began + 1, 3, Overlay.RING, after));
    }

    @Test
    void theRingIsAnotherOneWhenAMemberHasLeft() {
        apply(new LeaveDht(ring.get(2)));
        long began = state.epoch();
        apply(new CompleteRebuild(ring.get(2), ring.get(3)));
        assertThat(state.phase())
                .isEqualTo(new RingPhase.Ready(List.of(ring.get(3), ring.get(4), ring.get(0), ring.get(1))));
        assertThat(view().generation()).isEqualTo(began);
        assertThat(view().copies()).isEqualTo(3);
    }

    @Test
    void itGoesOnAsItWasWhenTheUserCannotEndIt() {
        for (ManagerCommand command : List.of(new LeaveDht(ring.get(2)), new JoinDht(free))) {
            apply(command);
            String awaited = state.phase().awaited().orElseThrow();
            assertThat(apply(new AbandonDht(awaited))).isEqualTo(new ManagerOutcome.RebuildAbandoned(state.epoch()));
            goesOnAsItWas(ring);
            apply(command);
            assertThat(apply(new ExpirePhase(state.epoch())))
                    .isEqualTo(new ManagerOutcome.RebuildAbandoned(state.epoch()));
            goesOnAsItWas(ring);
        }
    }

    @Test
    void itGoesOnWithoutAMemberThatIsSilent() {
        List<String> others = new ArrayList<>(ring);
        others.remove(3);
        apply(new LeaveDht(ring.get(2)));
        assertThat(apply(new MarkSilent(ring.get(3), RUN)))
                .isEqualTo(new ManagerOutcome.MemberEvicted(ring.get(3), state.epoch()));
        goesOnAsItWas(others);
        others.remove(ring.get(2));
        apply(new LeaveDht(ring.get(2)));
        apply(new MarkSilent(ring.get(2), RUN));
        goesOnAsItWas(others);
    }

    @Test
    void itGoesOnAsItWasWhenTheJoinerIsSilentOrStartedAgain() {
        apply(new JoinDht(free));
        assertThat(apply(new MarkSilent(free, RUN))).isEqualTo(new ManagerOutcome.RebuildAbandoned(state.epoch()));
        goesOnAsItWas(ring);
        apply(new ManagerCommand.MarkPresent(free, RUN));
        apply(new JoinDht(free));
        apply(new Register(free, "127.0.0.1", List.of(5_000 + NAMES.indexOf(free)), "other", null));
        goesOnAsItWas(ring);
    }

    @Test
    void aMemberThatIsStartedAgainLosesItsSeatInTheRingAsItWas() {
        String restarted = ring.get(1);
        apply(new JoinDht(free));
        apply(new Register(restarted, "127.0.0.1", List.of(5_000 + NAMES.indexOf(restarted)), "other", null));
        List<String> others = new ArrayList<>(ring);
        others.remove(restarted);
        goesOnAsItWas(others);
        assertThat(view().vacantSeatOf(restarted)).contains(1);
    }

    @Test
    void noRingIsRebuiltThatHasLostRecords() {
        for (int i = 0; i < 3; i++) {
            apply(new MarkSilent(ring.get(i), RUN));
        }
        refused(new LeaveDht(ring.get(3)), Reason.SLOTS_LOST);
        refused(new JoinDht(free), Reason.SLOTS_LOST);
    }

    @Test
    void aRingOfTheHandoutIsNotJoined() {
        apply(new ManagerCommand.TearDownDht("alice"));
        refused(new JoinDht(free), Reason.BUSY_TEARING_DOWN);
        apply(new ManagerCommand.CompleteTeardown("alice"));
        refused(new JoinDht(free), Reason.NO_DHT);
        apply(new ManagerCommand.SetUpDht(5, "alice", 7, 1, "ring"));
        apply(new ManagerCommand.CompleteDht("alice"));
        refused(new JoinDht("alice"), Reason.NOT_FREE);
        refused(new JoinDht("zoe"), Reason.NOT_REGISTERED);
        refused(new JoinDht(freeUser()), Reason.NOT_JOINABLE);
    }
}
