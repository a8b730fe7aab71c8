package io.ringcast.dht.peer.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ringcast.dht.manager.app.PresenceWatch.Step;
import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.session.SessionEffect;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.PeerMessage;
import io.ringcast.protocol.dht.PresenceMessage.Presence;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.dht.Standing;
import io.ringcast.protocol.link.Frame;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        A_MEMBER_TAKES_OVER_BY_A_VIEW_OF_AN_EARLIER_EPOCH(SimulationPlan.HEALING, "") {
            @Override
            public DecreedView taken(DecreedView latest, @Nullable DecreedView before) {
                return before == null
                                || before.view().generation() != latest.view().generation()
                        ? latest
                        : new DecreedView(before.view().renewed(latest.view().since()), before.members());
            }
        },
        A_HOLDER_ANSWERS_BEFORE_IT_IS_COMPLETE(SimulationPlan.HEALING, "RecordMissing") {
            @Override
            public NodeEffect.CopiesHeld held(NodeEffect.CopiesHeld held, DecreedView view, String user) {
                return claimed(view, user);
            }

            @Override
            public PeerMessage sent(PeerMessage message) {
                return message instanceof DirectMessage.RequestRefused refused
                                && refused.reason().equals(FailureReason.COPY_INCOMPLETE.name())
                        ? new DirectMessage.NotFound(refused.id(), 0, List.of(0))
                        : message;
            }
        },
        A_MEMBER_HAS_ITS_SEAT_BEFORE_THE_HASH_AGREES(SimulationPlan.HEALING, "is to hold") {
            @Override
            public NodeEffect.CopiesHeld held(NodeEffect.CopiesHeld held, DecreedView view, String user) {
                return claimed(view, user);
            }

            @Override
            public PeerMessage received(PeerMessage message) {
                return message instanceof DirectMessage.CopyPage page
                        ? new DirectMessage.CopyPage(page.id(), -1, 0, List.of())
                        : message;
            }
        },
        A_LEAVE_DROPS_TABLES_BEFORE_THE_RING_IS_REBUILT(SimulationPlan.HEALING, "") {
            @Override
            public PeerMessage received(PeerMessage message) {
                return message instanceof PeerMessage.RingFrame frame
                        ? new PeerMessage.RingFrame(new Frame<>(
                                frame.frame().link(),
                                frame.frame().sequence(),
                                frame.frame().messages().stream()
                                        .map(Planted::dropping)
                                        .toList()))
                        : message;
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

        private static NodeEffect.CopiesHeld claimed(DecreedView view, String user) {
            int seat = view.view().seatOf(user);
            return new NodeEffect.CopiesHeld(
                    view.view().since(), seat < 0 ? List.of() : view.view().slotsOf(seat));
        }

        private static RingMessage dropping(RingMessage message) {
            return message instanceof RingMessage.Teardown teardown
                    ? new RingMessage.Teardown(teardown.initiator(), teardown.leaving())
                    : message;
        }

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
