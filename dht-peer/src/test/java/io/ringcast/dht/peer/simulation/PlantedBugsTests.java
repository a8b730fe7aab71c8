package io.ringcast.dht.peer.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ringcast.dht.manager.app.PresenceWatch.Step;
import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.peer.session.SessionEffect;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.PresenceMessage.Presence;
import io.ringcast.protocol.dht.Standing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the simulation is worth: each of its checks finds a bug, and says after how many seeds. */
class PlantedBugsTests {
    private static final int SEEDS_MAX = Integer.getInteger("simulation.planted", 1_000);

    /** Bugs, each in the plan where it matters, and what is broken by them. */
    enum Planted implements PlantedBug {
        A_PEER_STAYS_IN_A_RING_THAT_WAS_GIVEN_UP(SimulationPlan.ALONE, "believes that it is in a ring") {
            @Override
            public boolean drops(SessionEffect effect) {
                return effect instanceof SessionEffect.DropRing;
            }
        },
        A_PEER_THAT_THE_MANAGER_HAS_FORGOTTEN_DOES_NOT_REGISTER_AGAIN(
                SimulationPlan.ALONE_WIPED, "believes that it is registered") {
            @Override
            public ManagerMessage heard(ManagerMessage message) {
                return message instanceof Presence p && p.standing() == Standing.UNKNOWN
                        ? new Presence(
                                p.id(),
                                Standing.FREE,
                                p.epoch(),
                                p.phase(),
                                p.awaited(),
                                p.intervalMillis(),
                                p.managers())
                        : message;
            }
        },
        A_COMMAND_DOES_NOT_END_IF_ITS_RING_IS_GONE(SimulationPlan.ALONE, "has not ended") {
            @Override
            public boolean drops(SessionEffect effect) {
                return effect instanceof SessionEffect.TearDownRing;
            }
        },
        A_MANAGER_TAKES_USERS_FOR_SILENT_WITHOUT_ASKING_THEM(SimulationPlan.GROUP, "has not asked it") {
            @Override
            public List<Step> steps(List<Step> steps) {
                return steps.stream()
                        .filter(step -> !(step instanceof Step.Ask))
                        .toList();
            }
        },
        A_MANAGER_DRAWS_SILENT_USERS(SimulationPlan.GROUP, "which has been silent for") {
            @Override
            public List<Step> steps(List<Step> steps) {
                return steps.stream()
                        .filter(step -> !(step instanceof Step.Propose proposal
                                && proposal.command() instanceof ManagerCommand.Concluded concluded
                                && concluded.decree() instanceof ManagerCommand.MarkSilent))
                        .toList();
            }
        },
        /** A conclusion of an earlier epoch is one of these. */
        A_MANAGER_CARRIES_OUT_REQUESTS_THAT_COME_AGAIN_OR_LATE(SimulationPlan.ONLY_WEATHER, "") {
            @Override
            public boolean forgetsSessions() {
                return true;
            }
        };

        private final SimulationPlan plan;
        private final String violation;

        Planted(SimulationPlan plan, String violation) {
            this.plan = plan;
            this.violation = violation;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByTheSimulation(Planted bug) {
        for (int seed = 0; seed < SEEDS_MAX; seed++) {
            Optional<String> violation = ManagersAndPeersTests.violation(bug.plan, bug, seed);
            if (violation.filter(text -> text.contains(bug.violation)).isPresent()) {
                System.out.printf("%s: found by seed %d: %s%n", bug, seed, violation.get());
                assertThat(ManagersAndPeersTests.violation(bug.plan, PlantedBug.NONE, seed))
                        .as("without the bug")
                        .isEmpty();
                return;
            }
        }
        fail("%s was not found by %d seeds of %s", bug, SEEDS_MAX, bug.plan);
    }
}
