package io.ringcast.dht.manager.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.manager.domain.ManagerCommand.CompleteDht;
import io.ringcast.dht.manager.domain.ManagerCommand.Register;
import io.ringcast.dht.manager.domain.ManagerCommand.SetUpDht;
import io.ringcast.protocol.records.KeyHash;
import io.ringcast.protocol.records.TableShape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the later editions of the handout add to the managers' rules. */
class EditionTests extends ManagerFixture {
    private static final LoadedTable STORMS = new LoadedTable(new TableShape(97_127, KeyHash.NUMBER, 1996), 48_561);

    private void registerWatched(int count) {
        for (int i = 0; i < count; i++) {
            apply(new Register(NAMES.get(i), "127.0.0.1", List.of(5_000 + i), "x7k2", null));
        }
    }

    @Test
    void theSmallestRingIsThatOfTheCommand() {
        registerWatched(3);
        assertThat(apply(new SetUpDht(2, "alice", 1, 3, "ring", 3)))
                .isEqualTo(new ManagerOutcome.Refused(Reason.BAD_RING_SIZE, "a ring has 3 to 1024 nodes"));
        assertThat(apply(new SetUpDht(3, "alice", 1, 3, "ring", 3))).isInstanceOf(ManagerOutcome.RingChosen.class);
    }

    @Test
    void whatWasLoadedIsKnownUntilTheDhtIsGone() {
        registerWatched(4);
        apply(new SetUpDht(3, "alice", 1, 3, "hot-potato", 3));
        assertThat(state.table()).isNull();
        apply(new CompleteDht("alice", STORMS));
        assertThat(state.table()).isEqualTo(STORMS);

        String free = freeUser();
        apply(new ManagerCommand.JoinDht(free));
        apply(new ManagerCommand.CompleteRebuild(free, "alice"));
        assertThat(state.phase()).isInstanceOf(RingPhase.Ready.class);
        assertThat(state.table()).as("records come from the ring as it was").isEqualTo(STORMS);

        apply(new ManagerCommand.TearDownDht("alice"));
        apply(new ManagerCommand.CompleteTeardown("alice"));
        assertThat(state.table()).isNull();
        apply(new SetUpDht(3, "alice", 1, 3, "ring", 2));
        apply(new CompleteDht("alice"));
        assertThat(state.table()).as("as in the handout").isNull();
    }

    @Test
    void aNewLeaderThatReadsItsOwnDatasetDoesNotTellWhatItFound() {
        registerWatched(3);
        apply(new SetUpDht(3, "alice", 1, 1, "ring", 3));
        apply(new CompleteDht("alice", STORMS));
        List<String> ring = state.phase().ring();
        apply(new ManagerCommand.LeaveDht(ring.get(1)));
        apply(new ManagerCommand.CompleteRebuild(ring.get(1), ring.get(2)));
        assertThat(state.phase()).isInstanceOf(RingPhase.Ready.class);
        assertThat(state.table()).isNull();
    }

    @Test
    void aPortForTheManagersIsAPortLikeTheOthers() {
        apply(new Register("alice", "127.0.0.1", List.of(4_001), "x7k2", null, 4_000));
        assertThat(state.user("alice").orElseThrow().managerPort()).isEqualTo(4_000);
        refused(new Register("bob", "127.0.0.1", List.of(4_000), "y8", null, 0), Reason.PORT_TAKEN);
        refused(new Register("bob", "127.0.0.1", List.of(4_003), "y8", null, 4_001), Reason.PORT_TAKEN);
        refused(new Register("bob", "127.0.0.1", List.of(4_003), "y8", null, 4_003), Reason.BAD_PORTS);
        refused(new Register("bob", "127.0.0.1", List.of(4_003), "y8", null, 65_536), Reason.BAD_PORTS);
        refused(
                new Register("bob", "127.0.0.1", List.of(2_500), "y8", PortRange.ofGroup(3), 4_003),
                Reason.PORT_OUTSIDE_GROUP);
        assertThat(apply(new Register("bob", "127.0.0.1", List.of(4_003), "y8", null, 4_002)))
                .isInstanceOf(ManagerOutcome.Registered.class);
    }

    @Test
    void aPeerThatIsStartedAgainMayTalkFromAnotherPort() {
        apply(new Register("alice", "127.0.0.1", List.of(4_001), "x7k2", null, 4_000));
        apply(new Register("alice", "127.0.0.1", List.of(4_001), "z9", null, 4_005));
        assertThat(state.user("alice").orElseThrow().managerPort()).isEqualTo(4_005);
        assertThat(state.user("alice").orElseThrow().incarnation()).isEqualTo("z9");
    }
}
