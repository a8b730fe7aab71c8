package io.ringcast.dht.manager.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.manager.domain.ManagerCommand.AbandonDht;
import io.ringcast.dht.manager.domain.ManagerCommand.CompleteDht;
import io.ringcast.dht.manager.domain.ManagerCommand.CompleteRebuild;
import io.ringcast.dht.manager.domain.ManagerCommand.CompleteTeardown;
import io.ringcast.dht.manager.domain.ManagerCommand.Concluded;
import io.ringcast.dht.manager.domain.ManagerCommand.HoldCopies;
import io.ringcast.dht.manager.domain.ManagerCommand.JoinDht;
import io.ringcast.dht.manager.domain.ManagerCommand.LeaveDht;
import io.ringcast.dht.manager.domain.ManagerCommand.MarkPresent;
import io.ringcast.dht.manager.domain.ManagerCommand.MarkSilent;
import io.ringcast.dht.manager.domain.ManagerCommand.Register;
import io.ringcast.dht.manager.domain.ManagerCommand.SeatMember;
import io.ringcast.dht.manager.domain.ManagerCommand.SetUpDht;
import io.ringcast.dht.manager.domain.ManagerCommand.TakeLead;
import io.ringcast.dht.manager.domain.ManagerCommand.TearDownDht;
import io.ringcast.dht.manager.domain.RingEvent.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each epoch is told, with its reason. */
class RingHistoryTests extends ManagerFixture {
    private static final String RUN = "run";
    private long timeMillis = 1_000;

    private void tell(ManagerCommand command) {
        ManagerState before = state;
        apply(command);
        timeMillis++;
        state = RingHistory.told(before, state, command, timeMillis);
    }

    private List<String> ready(int ring) {
        for (String name : NAMES) {
            tell(new Register(name, "127.0.0.1", List.of(5_000 + NAMES.indexOf(name)), RUN, null));
        }
        tell(new SetUpDht(ring, "alice", 7, 3, "ring"));
        tell(new CompleteDht("alice"));
        return state.phase().ring();
    }

    private RingEvent last() {
        return state.events().getLast();
    }

    private void expectLast(Kind kind, String user, String reason) {
        assertThat(last()).isEqualTo(new RingEvent(state.epoch(), timeMillis, kind, user, reason, state.lostSlots()));
    }

    @Test
    void aSetUpIsTwoDecreesAndRegistrationsAreNone() {
        ready(4);
        assertThat(state.events()).extracting(RingEvent::epoch).containsExactly(1L, 2L);
        assertThat(state.events()).extracting(RingEvent::kind).containsExactly(Kind.SET_UP_BEGUN, Kind.SET_UP);
        expectLast(Kind.SET_UP, "alice", "alice has sent dht-complete");
    }

    @Test
    void aDeathAReturnAndWhatFollowsAreTold() {
        String gone = ready(4).get(2);
        tell(new TakeLead("m1-1", ""));
        tell(new Concluded("m1-1", new MarkSilent(gone, RUN)));
        expectLast(Kind.EVICTED, gone, gone + " gives no sign of life");
        String holder = state.phase().ring().getFirst();
        tell(new HoldCopies(holder, state.epoch(), List.of(1, 2)));
        expectLast(Kind.COPIES_HELD, holder, holder + " has all records of slots [1, 2]");
        tell(new MarkPresent(gone, RUN));
        tell(new SeatMember(2, gone, RUN));
        expectLast(Kind.SEATED, gone, gone + " gives signs of life, and its seat is free");
        tell(new Register(gone, "127.0.0.1", List.of(5_000 + NAMES.indexOf(gone)), "another", null));
        expectLast(Kind.EVICTED, gone, gone + " has been started again");
    }

    @Test
    void lostSlotsAreTold() {
        List<String> ring = ready(5);
        for (int i = 1; i < 4; i++) {
            tell(new MarkSilent(ring.get(i), RUN));
        }
        assertThat(last().lost()).containsExactly(1);
    }

    @Test
    void leavingAndJoiningAreToldAndHowTheyEnd() {
        List<String> ring = ready(4);
        tell(new LeaveDht(ring.get(1)));
        expectLast(Kind.LEAVE_BEGUN, ring.get(1), ring.get(1) + " has sent leave-dht");
        tell(new AbandonDht(ring.get(1)));
        expectLast(Kind.REBUILD_GIVEN_UP, ring.get(1), ring.get(1) + " has sent dht-failed");
        String free = freeUser();
        tell(new JoinDht(free));
        expectLast(Kind.JOIN_BEGUN, free, free + " has sent join-dht");
        tell(new CompleteRebuild(free, "alice"));
        expectLast(Kind.REBUILT, free, free + " has sent dht-rebuilt");
        tell(new LeaveDht("alice"));
        tell(new MarkSilent(ring.get(2), RUN));
        expectLast(Kind.EVICTED, ring.get(2), ring.get(2) + " gives no sign of life");
    }

    @Test
    void theEndOfARingIsTold() {
        ready(4);
        tell(new TearDownDht("alice"));
        expectLast(Kind.TEARDOWN_BEGUN, "alice", "alice has sent teardown-dht");
        tell(new CompleteTeardown("alice"));
        expectLast(Kind.TORN_DOWN, "alice", "alice has sent teardown-complete");
        tell(new SetUpDht(3, "bob", 7, 3, "ring"));
        tell(new ManagerCommand.ExpirePhase(state.epoch()));
        expectLast(Kind.GIVEN_UP, "", "BUILDING has lasted longer than it may");
    }

    @Test
    void whatIsRefusedIsNotTold() {
        ready(4);
        List<RingEvent> before = state.events();
        tell(new TearDownDht(freeUser()));
        assertThat(state.events()).isEqualTo(before);
    }

    @Test
    void theOldestGoFirst() {
        ready(4);
        for (int i = 0; i < RingHistory.EVENTS_MAX; i++) {
            tell(new LeaveDht("alice"));
            tell(new AbandonDht("alice"));
        }
        assertThat(state.events()).hasSize(RingHistory.EVENTS_MAX);
        assertThat(last().epoch()).isEqualTo(state.epoch());
        assertThat(state.events().getFirst().epoch()).isEqualTo(state.epoch() - RingHistory.EVENTS_MAX + 1);
    }
}
