package io.ringcast.dht.manager.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerOutcome;
import io.ringcast.dht.manager.domain.ManagerRules;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.ManagerStateMachine;
import io.ringcast.dht.manager.domain.RingEvent;
import io.ringcast.dht.manager.domain.RingPhase;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.simulation.ClientOperation;
import io.ringcast.replication.simulation.SimulationRunner;
import io.ringcast.replication.simulation.StandardPlan;
import io.ringcast.replication.simulation.Workload;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups of managers in one thread, each from a seed: crashes, partitions, disks that fail, and peers that ask. */
class ManagerSimulationTests {
    private static final int SEEDS = 100;

    /** Managers need a majority, so only such groups are tried. */
    @ParameterizedTest
    @EnumSource(
            value = StandardPlan.class,
            mode = EnumSource.Mode.MATCH_ANY,
            names = {"MAJORITY_.*", "HANGING_.*", "WIPED_.*", "ROLLING_.*"})
    void managersAreOne(StandardPlan plan) {
        new SimulationRunner<>(Peers::new).check(plan.plan(), SEEDS);
    }

    @Test
    @Tag("soak")
    void managersAreOneFromManySeeds() {
        new SimulationRunner<>(Peers::new).soak();
    }

    /** Peers that register, set up rings, query, leave and tear down, and managers that decree; sensible or not. */
    private static final class Peers implements Workload<ManagerState, ManagerCommand, ManagerOutcome> {
        private static final List<String> USERS = List.of("alice", "bob", "carol", "dave", "erin");
        private static final int COMMANDS = 13;

        private long newestEpoch;

        @Override
        public StateMachine<ManagerState, ManagerCommand, ManagerOutcome> machine(int level) {
            return new ManagerMachine(new ManagerStateMachine(ManagerRules.standard()));
        }

        @Override
        public ManagerCommand next(String client, SplittableRandom random) {
            String user = USERS.get(random.nextInt(USERS.size()));
            String incarnation = random.nextInt(4) == 0 ? "two" : "one";
            return switch (random.nextInt(COMMANDS)) {
                case 0, 1, 2 ->
                    new ManagerCommand.Register(
                            user, "10.0.0.1", List.of(5_000 + USERS.indexOf(user)), incarnation, null);
                case 3 ->
                    new ManagerCommand.SetUpDht(
                            2 + random.nextInt(3), user, random.nextLong(), 1 + random.nextInt(3), "ring");
                case 4 -> new ManagerCommand.CompleteDht(user);
                case 5 -> new ManagerCommand.QueryDht(user, random.nextLong());
                case 6 -> new ManagerCommand.LeaveDht(user);
                case 7 -> new ManagerCommand.CompleteRebuild(user, USERS.get(random.nextInt(USERS.size())));
                case 8 -> new ManagerCommand.Deregister(user);
                case 9 -> new ManagerCommand.TearDownDht(user);
                case 10 -> new ManagerCommand.CompleteTeardown(user);
                case 11 -> new ManagerCommand.MarkSilent(user, incarnation);
                default -> new ManagerCommand.MarkPresent(user, incarnation);
            };
        }

        @Override
        public void answered(ClientOperation<ManagerCommand, ManagerOutcome> operation) {
            if (operation.outcome() instanceof ManagerOutcome.RingChosen chosen) {
                assertThat(chosen.ring())
                        .noneMatch(user -> user.isSilent()
                                && user.isWatched()
                                && !user.name().equals(chosen.ring().getFirst().name()));
                newestEpoch = Math.max(newestEpoch, chosen.epoch());
            }
        }

        @Override
        public void atRest(ManagerState state) {
            List<String> ring = state.phase().ring();
            assertThat(state.users().keySet()).containsAll(ring);
            assertThat(new HashSet<>(ring)).hasSameSizeAs(ring);
            assertThat(state.events().stream().mapToLong(RingEvent::epoch).max().orElse(0))
                    .isEqualTo(state.epoch());
            assertThat(ring.isEmpty()).isEqualTo(state.phase() instanceof RingPhase.None);
            assertThat(state.epoch())
                    .as("an epoch that a peer was told is never taken back")
                    .isGreaterThanOrEqualTo(newestEpoch);
        }
    }
}
