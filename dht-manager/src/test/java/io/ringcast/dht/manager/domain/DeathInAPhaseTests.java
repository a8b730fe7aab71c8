package io.ringcast.dht.manager.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.manager.domain.ManagerCommand.CompleteDht;
import io.ringcast.dht.manager.domain.ManagerCommand.CompleteTeardown;
import io.ringcast.dht.manager.domain.ManagerCommand.Deregister;
import io.ringcast.dht.manager.domain.ManagerCommand.ForgetUser;
import io.ringcast.dht.manager.domain.ManagerCommand.MarkSilent;
import io.ringcast.dht.manager.domain.ManagerCommand.Register;
import io.ringcast.dht.manager.domain.ManagerCommand.SetUpDht;
import io.ringcast.dht.manager.domain.ManagerCommand.TearDownDht;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A set-up or teardown in which somebody dies is over as soon as the managers know. */
class DeathInAPhaseTests extends ManagerFixture {
    private static final String RUN = "run";

    private List<String> building(int copies) {
        for (int i = 0; i < 5; i++) {
            apply(new Register(NAMES.get(i), "127.0.0.1", List.of(5_000 + i), RUN, null));
        }
        apply(new SetUpDht(4, "alice", 7, copies, "ring"));
        return state.phase().ring();
    }

    private List<String> tearingDown(int copies) {
        List<String> ring = building(copies);
        apply(new CompleteDht("alice"));
        apply(new TearDownDht("alice"));
        return ring;
    }

    @ParameterizedTest
    @CsvSource({"0,1", "2,1", "0,3", "2,3"})
    void aSetUpIsGivenUpWhoeverOfItsMembersDies(int node, int copies) {
        String dead = building(copies).get(node);
        long before = state.epoch();
        assertThat(apply(new MarkSilent(dead, RUN))).isEqualTo(new ManagerOutcome.DhtAbandoned());
        assertThat(state.phase().word()).isEqualTo("NONE");
        assertThat(state.epoch()).isEqualTo(before + 1);
        refused(new CompleteDht("alice"), Reason.NOT_LEADER);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "2,1", "0,3", "2,3"})
    void aTeardownIsCompleteWhoeverOfItsMembersDies(int node, int copies) {
        String dead = tearingDown(copies).get(node);
        assertThat(apply(new MarkSilent(dead, RUN))).isEqualTo(new ManagerOutcome.DhtAbandoned());
        assertThat(state.phase().word()).isEqualTo("NONE");
        assertThat(state.stateOf(dead)).contains(UserState.FREE);
        refused(new CompleteTeardown("alice"), Reason.NOT_LEADER);
    }

    @Test
    void aMemberThatIsStartedAgainEndsBoth() {
        String again = building(3).get(2);
        apply(new Register(again, "127.0.0.1", List.of(5_000 + NAMES.indexOf(again)), "another", null));
        assertThat(state.phase().word()).isEqualTo("NONE");
        again = tearingDown(3).get(2);
        apply(new Register(again, "127.0.0.1", List.of(5_000 + NAMES.indexOf(again)), "third", null));
        assertThat(state.phase().word()).isEqualTo("NONE");
    }

    @Test
    void whoIsNoMemberMayDie() {
        building(3);
        assertThat(apply(new MarkSilent(freeUser(), RUN))).isEqualTo(new ManagerOutcome.Decreed());
        assertThat(state.phase().word()).isEqualTo("BUILDING");
    }

    @Test
    void theNextSetUpGoesOnWithoutTheDead() {
        String dead = building(3).get(1);
        apply(new MarkSilent(dead, RUN));
        apply(new SetUpDht(4, "alice", 9, 3, "ring"));
        assertThat(state.phase().ring()).hasSize(4).doesNotContain(dead);
        assertThat(apply(new ForgetUser(dead, RUN))).isEqualTo(new ManagerOutcome.Decreed());
        refused(new Deregister(dead), Reason.BUSY_BUILDING);
    }
}
