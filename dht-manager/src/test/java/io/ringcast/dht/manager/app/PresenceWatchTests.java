package io.ringcast.dht.manager.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.manager.app.PresenceWatch.Step;
import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerRules;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.ManagerStateMachine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

class PresenceWatchTests {
    private static final InetSocketAddress ALICE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4_000);
    private static final long STEP_MILLIS = 100;

    private final PresenceWatch watch = new PresenceWatch(
            new PresenceSettings(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(10),
                    true),
            "m1");
    private final ManagerStateMachine machine = new ManagerStateMachine(ManagerRules.standard());
    private ManagerState state = ManagerState.empty();
    private long nowMillis = 1_000_000;

    private void apply(ManagerCommand command) {
        state = machine.apply(state, command).state();
    }

    private void register(String incarnation) {
        apply(new ManagerCommand.Register("alice", "127.0.0.1", List.of(5_000), incarnation, null));
    }

    private void heard(String incarnation) {
        watch.heard("alice", incarnation, 0, ALICE, nanos());
    }

    private long nanos() {
        return Duration.ofMillis(nowMillis).toNanos();
    }

    /** Lets time pass; carries out what is proposed. Returns what was done. */
    private List<Step> pass(Duration time, boolean leads, LongPredicate hearsAt) {
        List<Step> steps = new ArrayList<>();
        long end = nowMillis + time.toMillis();
        while (nowMillis < end) {
            nowMillis += STEP_MILLIS;
            if (hearsAt.test(nowMillis)) {
                heard("one");
            }
            for (Step step : watch.due(state, leads, nanos())) {
                if (step instanceof Step.Propose proposal) {
                    apply(proposal.command());
                    if (proposal.command() instanceof ManagerCommand.TakeLead) {
                        continue;
                    }
                }
                steps.add(step);
            }
        }
        return steps;
    }

    /** What the leader of these tests concludes; it takes the lead once. */
    private static Step concluded(ManagerCommand.Decree decree) {
        return new Step.Propose(new ManagerCommand.Concluded("m1-1", decree));
    }

    private List<Step> silence(Duration time) {
        return pass(time, true, at -> false);
    }

    private boolean isSilent() {
        return state.user("alice").orElseThrow().isSilent();
    }

    @Test
    void whoeverSendsHeartbeatsIsNeitherAskedNorSilent() {
        register("one");
        assertThat(pass(Duration.ofSeconds(30), true, at -> at % 500 == 0)).isEmpty();
    }

    @Test
    void aSingleLostHeartbeatHasNoConsequence() {
        register("one");
        assertThat(pass(Duration.ofSeconds(30), true, at -> at % 500 == 0 && at % 1_500 != 0))
                .noneMatch(Step.Propose.class::isInstance);
    }

    @Test
    void aUserThatItsNeighbourSuspectsIsAskedAtOnceAndMarkedEarlier() {
        register("one");
        pass(Duration.ofSeconds(5), true, at -> at % 500 == 0);
        silence(Duration.ofMillis(500));
        watch.suspected("alice", nanos());
        List<Step> steps = silence(Duration.ofMillis(700));
        assertThat(steps.subList(0, steps.size() - 1))
                .hasSizeGreaterThanOrEqualTo(4)
                .containsOnly(new Step.Ask("alice", ALICE));
        assertThat(steps.getLast()).isEqualTo(concluded(new ManagerCommand.MarkSilent("alice", "one")));
    }

    @Test
    void aUserThatIsHeardIsNotSilentWhoeverSuspectsIt() {
        register("one");
        pass(Duration.ofSeconds(5), true, at -> at % 500 == 0);
        for (int i = 0; i < 20; i++) {
            watch.suspected("alice", nanos());
            assertThat(pass(Duration.ofMillis(500), true, at -> at % 500 == 0))
                    .noneMatch(Step.Propose.class::isInstance);
        }
    }

    @Test
    void aSilentUserIsAskedSeveralTimesBeforeItIsMarked() {
        register("one");
        heard("one");
        List<Step> steps = silence(Duration.ofMillis(2_300));
        assertThat(steps.subList(0, steps.size() - 1))
                .hasSizeGreaterThanOrEqualTo(5)
                .containsOnly(new Step.Ask("alice", ALICE));
        assertThat(steps.getLast()).isEqualTo(concluded(new ManagerCommand.MarkSilent("alice", "one")));
        assertThat(isSilent()).isTrue();
    }

    @Test
    void whoeverAnswersWhenAskedIsNotMarked() {
        register("one");
        heard("one");
        silence(Duration.ofMillis(1_800));
        heard("one");
        assertThat(silence(Duration.ofMillis(900))).isEmpty();
        assertThat(isSilent()).isFalse();
    }

    @Test
    void whoeverIsHeardAgainIsMarkedAsPresent() {
        register("one");
        heard("one");
        silence(Duration.ofSeconds(10));
        assertThat(isSilent()).isTrue();
        heard("one");
        silence(Duration.ofMillis(200));
        assertThat(isSilent()).isFalse();
    }

    @Test
    void theHeartbeatOfAnEarlierIncarnationIsNoSignOfLife() {
        register("two");
        assertThat(pass(Duration.ofSeconds(3), true, at -> at % 500 == 0))
                .contains(concluded(new ManagerCommand.MarkSilent("alice", "two")));
    }

    @Test
    void aUserThatHasBeenSilentForLongIsForgotten() {
        register("one");
        heard("one");
        silence(Duration.ofSeconds(61));
        assertThat(isSilent()).isTrue();
        silence(Duration.ofSeconds(3));
        assertThat(state.user("alice")).isEmpty();
    }

    @Test
    void onlyTheLeaderDrawsConclusionsAndANewOneGivesEverybodyTime() {
        register("one");
        assertThat(pass(Duration.ofMinutes(5), false, at -> false)).isEmpty();
        assertThat(silence(Duration.ofMillis(900))).isEmpty();
        assertThat(silence(Duration.ofMillis(1_500)))
                .contains(concluded(new ManagerCommand.MarkSilent("alice", "one")));
    }

    @Test
    void whatALeaderConcludedThatWasCutOffDoesNotCountAfterAnotherHasTakenTheLead() {
        register("one");
        heard("one");
        silence(Duration.ofSeconds(2));
        assertThat(state.fence()).isEqualTo("m1-1");
        nowMillis += STEP_MILLIS;
        List<Step> late = watch.due(state, true, nanos());
        assertThat(late).contains(concluded(new ManagerCommand.MarkSilent("alice", "one")));
        apply(new ManagerCommand.TakeLead("m2-1", "m1-1"));
        late.forEach(step -> apply(((Step.Propose) step).command()));
        assertThat(isSilent()).isFalse();

        apply(new ManagerCommand.TakeLead("m1-2", "m1-1"));
        assertThat(state.fence())
                .as("a lead that was taken from an earlier one")
                .isEqualTo("m2-1");
        assertThat(watch.due(state, true, nanos()))
                .containsExactly(new Step.Propose(new ManagerCommand.TakeLead("m1-1", "m2-1")));
    }

    @Test
    void whoPromisedNoHeartbeatsIsLeftAlone() {
        register("");
        assertThat(silence(Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    void aPhaseThatLastsTooLongIsExpired() {
        register("");
        apply(new ManagerCommand.Register("bob", "127.0.0.1", List.of(5_001), "", null));
        apply(new ManagerCommand.SetUpDht(2, "alice", 1, 1, "ring"));
        long epoch = state.epoch();
        assertThat(silence(Duration.ofSeconds(599))).isEmpty();
        assertThat(silence(Duration.ofSeconds(2))).containsExactly(concluded(new ManagerCommand.ExpirePhase(epoch)));
        assertThat(state.phase().word()).isEqualTo("NONE");
    }

    @Test
    void manyUsersSendHeartbeatsLessOften() {
        assertThat(watch.intervalMillis(6)).isEqualTo(500);
        assertThat(watch.intervalMillis(10_000)).isEqualTo(10_000);
    }

    @Test
    void aLeaderThatWasPausedAsksBeforeItTakesAnybodyForSilent() {
        register("one");
        pass(Duration.ofSeconds(2), true, at -> at % 500 == 0);
        nowMillis += 5_000;
        assertThat(silence(Duration.ofMillis(1_900))).isNotEmpty().allMatch(step -> step instanceof Step.Ask);
        silence(Duration.ofMillis(300));
        assertThat(isSilent()).isTrue();
    }

    @Test
    void nobodyIsTakenForSilentUnasked() {
        register("one");
        heard("one");
        silence(Duration.ofMillis(STEP_MILLIS));
        for (int looks = 0; looks < 4; looks++) {
            nowMillis += 490;
            assertThat(watch.due(state, true, nanos())).noneMatch(step -> step instanceof Step.Propose);
        }
        nowMillis += 490;
        assertThat(watch.due(state, true, nanos())).anyMatch(step -> step instanceof Step.Propose);
    }
}
