package io.ringcast.dht.manager.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.manager.domain.ManagerCommand.AbandonDht;
import io.ringcast.dht.manager.domain.ManagerCommand.AnnounceManager;
import io.ringcast.dht.manager.domain.ManagerCommand.CompleteDht;
import io.ringcast.dht.manager.domain.ManagerCommand.Deregister;
import io.ringcast.dht.manager.domain.ManagerCommand.ForgetUser;
import io.ringcast.dht.manager.domain.ManagerCommand.MarkPresent;
import io.ringcast.dht.manager.domain.ManagerCommand.MarkSilent;
import io.ringcast.dht.manager.domain.ManagerCommand.QueryDht;
import io.ringcast.dht.manager.domain.ManagerCommand.Register;
import io.ringcast.dht.manager.domain.ManagerCommand.SetUpDht;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Peers that are started again, fall silent, and come back. */
class RegistryTests {
    private static final List<String> NAMES = List.of("alice", "bob", "carol", "dave");

    private final ManagerStateMachine machine = new ManagerStateMachine(ManagerRules.standard());
    private ManagerState state = ManagerState.empty();

    private ManagerOutcome apply(ManagerCommand command) {
        ManagerTransition transition = machine.apply(state, command);
        state = transition.state();
        return transition.outcome();
    }

    private ManagerOutcome register(String user, int port, String incarnation) {
        return apply(new Register(user, "127.0.0.1", List.of(port), incarnation, null));
    }

    private void fourUsers() {
        for (int i = 0; i < NAMES.size(); i++) {
            register(NAMES.get(i), 5_000 + i, "one" + i);
        }
    }

    /** A ready DHT of alice and two others; returns the ring. */
    private List<String> ready() {
        fourUsers();
        apply(new SetUpDht(3, "alice", 7, 1, "ring"));
        apply(new CompleteDht("alice"));
        return state.phase().ring();
    }

    private static String incarnationOf(String user) {
        return "one" + NAMES.indexOf(user);
    }

    private void silence(String user) {
        assertThat(apply(new MarkSilent(user, incarnationOf(user)))).isEqualTo(new ManagerOutcome.Decreed());
    }

    private static Reason reason(ManagerOutcome outcome) {
        return ((ManagerOutcome.Refused) outcome).reason();
    }

    @Test
    void theSameProcessMayRegisterAgain() {
        fourUsers();
        ManagerState before = state;
        assertThat(register("bob", 5_001, "one1")).isInstanceOf(ManagerOutcome.Registered.class);
        assertThat(state).isEqualTo(before);
    }

    @Test
    void theSameProcessMayRegisterAgainWhileADhtIsBuilt() {
        fourUsers();
        apply(new SetUpDht(3, "alice", 7, 1, "ring"));
        ManagerState before = state;
        assertThat(register("bob", 5_001, "one1")).isInstanceOf(ManagerOutcome.Registered.class);
        assertThat(state).isEqualTo(before);
        assertThat(reason(register("erin", 6_000, "one9"))).isEqualTo(Reason.BUSY_BUILDING);
    }

    @Test
    void aFreePeerThatIsStartedAgainKeepsItsName() {
        fourUsers();
        assertThat(register("bob", 5_001, "two1")).isInstanceOf(ManagerOutcome.Registered.class);
        assertThat(state.user("bob").orElseThrow().incarnation()).isEqualTo("two1");
        assertThat(state.users()).hasSize(4);
    }

    @Test
    void aMemberThatIsStartedAgainHasLostItsPartSoTheDhtIsGivenUp() {
        String member = ready().get(1);
        long epoch = state.epoch();
        assertThat(register(member, 5_000 + NAMES.indexOf(member), "two"))
                .isInstanceOf(ManagerOutcome.Registered.class);
        assertThat(state.phase()).isEqualTo(new RingPhase.None());
        assertThat(state.epoch()).isEqualTo(epoch + 1);
        assertThat(apply(new SetUpDht(3, member, 7, 1, "ring"))).isInstanceOf(ManagerOutcome.RingChosen.class);
    }

    @Test
    void aPeerThatIsStartedAgainFreesWhoWaitsForIt() {
        fourUsers();
        apply(new SetUpDht(3, "alice", 7, 1, "ring"));
        assertThat(register("alice", 5_000, "two")).isInstanceOf(ManagerOutcome.Registered.class);
        assertThat(state.phase()).isEqualTo(new RingPhase.None());
    }

    @Test
    void aNameOfALivingPeerElsewhereIsTaken() {
        fourUsers();
        assertThat(reason(register("bob", 7_000, "two"))).isEqualTo(Reason.NAME_TAKEN);
    }

    @Test
    void aNameOfASilentPeerElsewhereIsTakenOver() {
        fourUsers();
        silence("bob");
        assertThat(register("bob", 7_000, "two")).isInstanceOf(ManagerOutcome.Registered.class);
        assertThat(state.user("bob").orElseThrow().ports()).containsExactly(7_000);
        assertThat(state.user("bob").orElseThrow().isSilent()).isFalse();
    }

    @Test
    void theNameOfASilentMemberIsTakenOverWithTheDhtGivenUp() {
        String member = ready().get(1);
        silence(member);
        assertThat(register(member, 7_000, "two")).isInstanceOf(ManagerOutcome.Registered.class);
        assertThat(state.phase()).isEqualTo(new RingPhase.None());
    }

    @Test
    void aPortOfASilentPeerIsFree() {
        fourUsers();
        assertThat(reason(register("erin", 5_001, "two"))).isEqualTo(Reason.PORT_TAKEN);
        silence("bob");
        assertThat(register("erin", 5_001, "two")).isInstanceOf(ManagerOutcome.Registered.class);
        assertThat(state.user("bob")).isEmpty();
    }

    @Test
    void aSilentPeerIsNotDrawn() {
        fourUsers();
        silence("bob");
        for (int choice = 0; choice < 50; choice++) {
            ManagerTransition setUp = machine.apply(state, new SetUpDht(3, "alice", choice, 1, "ring"));
            assertThat(setUp.state().phase().ring()).hasSize(3).doesNotContain("bob");
        }
        assertThat(reason(apply(new SetUpDht(4, "alice", 1, 1, "ring")))).isEqualTo(Reason.TOO_FEW_USERS);
    }

    @Test
    void aQueryStartsAtAMemberThatAnswers() {
        List<String> ring = ready();
        silence(ring.get(1));
        String free =
                NAMES.stream().filter(name -> !ring.contains(name)).findFirst().orElseThrow();
        assertThat(IntStream.range(0, 50)
                        .mapToObj(choice -> ((ManagerOutcome.EntryChosen) apply(new QueryDht(free, choice)))
                                .member()
                                .name()))
                .containsOnly(ring.get(0), ring.get(2));
        silence(ring.get(0));
        silence(ring.get(2));
        assertThat(reason(apply(new QueryDht(free, 1)))).isEqualTo(Reason.MEMBERS_SILENT);
    }

    @Test
    void whoeverIsHeardAgainIsPresent() {
        fourUsers();
        silence("bob");
        assertThat(apply(new MarkPresent("bob", "one1"))).isEqualTo(new ManagerOutcome.Decreed());
        assertThat(state.user("bob").orElseThrow().isSilent()).isFalse();
    }

    @Test
    void aDecreeOnAnEarlierIncarnationIsVoid() {
        fourUsers();
        register("bob", 5_001, "two");
        assertThat(apply(new MarkSilent("bob", "one1"))).isEqualTo(new ManagerOutcome.Obsolete());
        apply(new MarkSilent("bob", "two"));
        assertThat(apply(new MarkPresent("bob", "one1"))).isEqualTo(new ManagerOutcome.Obsolete());
        assertThat(apply(new ForgetUser("bob", "one1"))).isEqualTo(new ManagerOutcome.Obsolete());
        assertThat(state.user("bob").orElseThrow().isSilent()).isTrue();
    }

    @Test
    void onlyASilentUserIsForgotten() {
        fourUsers();
        assertThat(apply(new ForgetUser("bob", "one1"))).isEqualTo(new ManagerOutcome.Obsolete());
        silence("bob");
        assertThat(apply(new ForgetUser("bob", "one1"))).isEqualTo(new ManagerOutcome.Decreed());
        assertThat(state.user("bob")).isEmpty();
    }

    @Test
    void aUserWhoPromisedNoHeartbeatsIsNeverSilent() {
        register("bob", 5_001, "");
        assertThat(apply(new MarkSilent("bob", ""))).isEqualTo(new ManagerOutcome.Obsolete());
    }

    @Test
    void nobodyWaitsForASilentLeader() {
        fourUsers();
        apply(new SetUpDht(3, "alice", 7, 1, "ring"));
        assertThat(apply(new MarkSilent("alice", "one0"))).isEqualTo(new ManagerOutcome.DhtAbandoned());
        assertThat(state.phase()).isEqualTo(new RingPhase.None());
    }

    @Test
    void aSilentMemberCanBeForgottenByAnybody() {
        String member = ready().get(2);
        assertThat(reason(apply(new Deregister(member)))).isEqualTo(Reason.NOT_FREE);
        silence(member);
        assertThat(apply(new Deregister(member))).isEqualTo(new ManagerOutcome.Deregistered());
        assertThat(state.phase()).isEqualTo(new RingPhase.None());
    }

    @Test
    void aMemberThatHasLostItsPartGivesTheDhtUp() {
        String member = ready().get(2);
        assertThat(apply(new AbandonDht(member))).isEqualTo(new ManagerOutcome.DhtAbandoned());
    }

    @Test
    void theManagersAreKnownByName() {
        apply(new AnnounceManager(new ManagerEndpoint("m1", "10.0.0.1", 3_000)));
        apply(new AnnounceManager(new ManagerEndpoint("m2", "10.0.0.2", 3_000)));
        apply(new AnnounceManager(new ManagerEndpoint("m2", "10.0.0.2", 3_001)));
        apply(new AnnounceManager(new ManagerEndpoint("m3", "10.0.0.1", 3_000)));
        assertThat(state.managers().values())
                .containsExactly(
                        new ManagerEndpoint("m2", "10.0.0.2", 3_001), new ManagerEndpoint("m3", "10.0.0.1", 3_000));
    }
}
