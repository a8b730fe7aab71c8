package io.ringcast.dht.manager.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.manager.domain.ManagerCommand.AbandonDht;
import io.ringcast.dht.manager.domain.ManagerCommand.CompleteDht;
import io.ringcast.dht.manager.domain.ManagerCommand.CompleteRebuild;
import io.ringcast.dht.manager.domain.ManagerCommand.CompleteTeardown;
import io.ringcast.dht.manager.domain.ManagerCommand.Deregister;
import io.ringcast.dht.manager.domain.ManagerCommand.ExpirePhase;
import io.ringcast.dht.manager.domain.ManagerCommand.LeaveDht;
import io.ringcast.dht.manager.domain.ManagerCommand.QueryDht;
import io.ringcast.dht.manager.domain.ManagerCommand.Register;
import io.ringcast.dht.manager.domain.ManagerCommand.SetUpDht;
import io.ringcast.dht.manager.domain.ManagerCommand.TearDownDht;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The DHT from its set-up to its end, and what is refused on the way. */
class ManagerStateMachineTests extends ManagerFixture {
    @Nested
    class SetUpTests {
        @Test
        void makesTheUserLeaderAndChoosesTheOthersAtRandom() {
            register(6);
            Set<List<String>> rings = new HashSet<>();
            for (long choice = 0; choice < 200; choice++) {
                ManagerTransition transition = machine.apply(state, new SetUpDht(3, "carol", choice, 1, "ring"));
                List<String> ring = transition.state().phase().ring();
                assertThat(ring).hasSize(3).doesNotHaveDuplicates().startsWith("carol");
                assertThat(transition.state().stateOf("carol")).contains(UserState.LEADER);
                assertThat(transition.state().stateOf(ring.get(1))).contains(UserState.IN_DHT);
                assertThat(machine.apply(state, new SetUpDht(3, "carol", choice, 1, "ring")))
                        .isEqualTo(transition);
                rings.add(ring);
            }
            assertThat(rings).as("5 × 4 possible rings").hasSize(20);
        }

        @Test
        void refusesAUserWhoIsNotRegistered() {
            register(3);
            refused(new SetUpDht(2, "zoe", 1, 1, "ring"), Reason.NOT_REGISTERED);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 0, -3, 1_025})
        void refusesARingOfLessThanTwoOrTooMany(int size) {
            register(3);
            refused(new SetUpDht(size, "alice", 1, 1, "ring"), Reason.BAD_RING_SIZE);
        }

        @Test
        void refusesARingOfMoreNodesThanUsers() {
            register(3);
            refused(new SetUpDht(4, "alice", 1, 1, "ring"), Reason.TOO_FEW_USERS);
        }

        @Test
        void refusesASecondDht() {
            ready(5, 3);
            refused(new SetUpDht(2, freeUser(), 1, 1, "ring"), Reason.DHT_EXISTS);
        }

        @Test
        void refusesAllElseUntilDhtComplete() {
            register(6);
            apply(new SetUpDht(3, "alice", 1, 1, "ring"));
            String member = state.phase().ring().get(1);
            allOthers(member).forEach(command -> refused(command, Reason.BUSY_BUILDING));
            refused(new CompleteDht(member), Reason.NOT_LEADER);
            assertThat(apply(new CompleteDht("alice"))).isEqualTo(new ManagerOutcome.DhtCompleted());
            assertThat(state.phase()).isInstanceOf(RingPhase.Ready.class);
        }

        private Stream<ManagerCommand> allOthers(String member) {
            return Stream.of(
                    new Register("zoe", "127.0.0.1", List.of(1), "", null),
                    new SetUpDht(2, "frank", 1, 1, "ring"),
                    new QueryDht("frank", 1),
                    new LeaveDht(member),
                    new CompleteRebuild(member, "alice"),
                    new Deregister("frank"),
                    new TearDownDht("alice"),
                    new CompleteTeardown("alice"));
        }

        @Test
        void dhtCompleteIsRefusedWhenNothingIsBuilt() {
            refused(new CompleteDht("alice"), Reason.NOT_LEADER);
            ready(3, 3);
            refused(new CompleteDht("alice"), Reason.NOT_EXPECTED);
            refused(new CompleteDht(state.phase().ring().get(2)), Reason.NOT_LEADER);
        }
    }

    @Nested
    class QueryTests {
        @Test
        void namesEveryMemberSoonerOrLater() {
            List<String> ring = ready(6, 4);
            String asker = freeUser();
            Set<String> entries = new HashSet<>();
            for (long choice = 0; choice < 100; choice++) {
                ManagerOutcome outcome = apply(new QueryDht(asker, choice));
                entries.add(((ManagerOutcome.EntryChosen) outcome).member().name());
            }
            assertThat(entries).containsExactlyInAnyOrderElementsOf(ring);
        }

        @Test
        void isRefusedWithoutADht() {
            register(2);
            refused(new QueryDht("alice", 1), Reason.NO_DHT);
        }

        @Test
        void isRefusedForAUserWhoIsNotRegistered() {
            ready(4, 3);
            refused(new QueryDht("zoe", 1), Reason.NOT_REGISTERED);
        }

        @Test
        void isRefusedForAMember() {
            List<String> ring = ready(4, 3);
            ring.forEach(member -> refused(new QueryDht(member, 1), Reason.NOT_FREE));
        }
    }

    @Nested
    class LeaveTests {
        @Test
        void aMemberLeavesAndTheRightNeighbourLeads() {
            List<String> ring = ready(6, 4);
            assertThat(apply(new LeaveDht(ring.get(2)))).isEqualTo(new ManagerOutcome.LeaveGranted(state.epoch()));
            assertThat(apply(new CompleteRebuild(ring.get(2), ring.get(3))))
                    .isEqualTo(new ManagerOutcome.RebuildCompleted());
            assertThat(state.phase()).isEqualTo(new RingPhase.Ready(List.of(ring.get(3), ring.get(0), ring.get(1))));
            assertThat(state.stateOf(ring.get(2))).contains(UserState.FREE);
            assertThat(state.stateOf(ring.get(3))).contains(UserState.LEADER);
            assertThat(state.stateOf(ring.get(0))).contains(UserState.IN_DHT);
        }

        @Test
        void theLeaderLeavesToo() {
            List<String> ring = ready(4, 3);
            apply(new LeaveDht("alice"));
            apply(new CompleteRebuild("alice", ring.get(1)));
            assertThat(state.phase().ring()).containsExactly(ring.get(1), ring.get(2));
        }

        @Test
        void theLastMemberCannot() {
            List<String> ring = ready(3, 2);
            apply(new LeaveDht("alice"));
            apply(new CompleteRebuild("alice", ring.get(1)));
            refused(new LeaveDht(ring.get(1)), Reason.LAST_MEMBER);
        }

        @Test
        void isRefusedWithoutADht() {
            register(2);
            refused(new LeaveDht("alice"), Reason.NO_DHT);
        }

        @Test
        void isRefusedForAUserWhoIsNoMember() {
            ready(4, 3);
            refused(new LeaveDht(freeUser()), Reason.NOT_MEMBER);
            refused(new LeaveDht("zoe"), Reason.NOT_MEMBER);
        }

        @Test
        void allElseIsRefusedUntilDhtRebuilt() {
            List<String> ring = ready(6, 3);
            apply(new LeaveDht(ring.get(1)));
            Stream.of(
                            new Register("zoe", "127.0.0.1", List.of(1), "", null),
                            new SetUpDht(2, freeUser(), 1, 1, "ring"),
                            new CompleteDht("alice"),
                            new QueryDht(freeUser(), 1),
                            new LeaveDht("alice"),
                            new Deregister(freeUser()),
                            new TearDownDht("alice"),
                            new CompleteTeardown("alice"))
                    .forEach(command -> refused(command, Reason.BUSY_LEAVING));
        }

        @Test
        void dhtRebuiltComesFromTheLeaverAndNamesAMemberThatStays() {
            List<String> ring = ready(6, 3);
            refused(new CompleteRebuild(ring.get(1), ring.get(2)), Reason.NOT_EXPECTED);
            apply(new LeaveDht(ring.get(1)));
            refused(new CompleteRebuild(ring.get(2), ring.get(2)), Reason.NOT_LEAVING);
            refused(new CompleteRebuild(ring.get(1), ring.get(1)), Reason.NOT_MEMBER);
            refused(new CompleteRebuild(ring.get(1), freeUser()), Reason.NOT_MEMBER);
        }
    }

    @Nested
    class TeardownTests {
        @Test
        void freesEveryMember() {
            ready(4, 3);
            assertThat(apply(new TearDownDht("alice"))).isEqualTo(new ManagerOutcome.TeardownGranted());
            assertThat(apply(new CompleteTeardown("alice"))).isEqualTo(new ManagerOutcome.TeardownCompleted());
            assertThat(state.phase()).isEqualTo(new RingPhase.None());
            assertThat(state.users().keySet())
                    .allSatisfy(name -> assertThat(state.stateOf(name)).contains(UserState.FREE));
        }

        @Test
        void isRefusedUnlessTheLeaderAsks() {
            List<String> ring = ready(4, 3);
            refused(new TearDownDht(ring.get(1)), Reason.NOT_LEADER);
            refused(new TearDownDht("zoe"), Reason.NOT_LEADER);
        }

        @Test
        void isRefusedWithoutADht() {
            register(1);
            refused(new TearDownDht("alice"), Reason.NO_DHT);
        }

        @Test
        void allElseIsRefusedUntilTeardownComplete() {
            List<String> ring = ready(6, 3);
            apply(new TearDownDht("alice"));
            Stream.of(
                            new Register("zoe", "127.0.0.1", List.of(1), "", null),
                            new SetUpDht(2, freeUser(), 1, 1, "ring"),
                            new CompleteDht("alice"),
                            new QueryDht(freeUser(), 1),
                            new LeaveDht(ring.get(1)),
                            new CompleteRebuild(ring.get(1), ring.get(2)),
                            new Deregister(freeUser()),
                            new TearDownDht("alice"))
                    .forEach(command -> refused(command, Reason.BUSY_TEARING_DOWN));
            refused(new CompleteTeardown(ring.get(1)), Reason.NOT_LEADER);
        }

        @Test
        void teardownCompleteIsRefusedWhenNothingIsTornDown() {
            refused(new CompleteTeardown("alice"), Reason.NOT_LEADER);
            ready(3, 3);
            refused(new CompleteTeardown("alice"), Reason.NOT_EXPECTED);
        }
    }

    @Nested
    class FailureTests {
        @Test
        void whoHasToEndAPhaseMayGiveTheDhtUp() {
            List<String> ring = ready(4, 3);
            refused(new AbandonDht(freeUser()), Reason.NOT_EXPECTED);
            apply(new LeaveDht(ring.get(1)));
            refused(new AbandonDht("alice"), Reason.NOT_EXPECTED);
            assertThat(apply(new AbandonDht(ring.get(1)))).isEqualTo(new ManagerOutcome.DhtAbandoned());
            assertThat(state.phase()).isEqualTo(new RingPhase.None());
        }

        @Test
        void aPhaseThatLastsTooLongIsGivenUpButNoLaterOne() {
            register(3);
            apply(new SetUpDht(2, "alice", 1, 1, "ring"));
            long first = state.epoch();
            apply(new CompleteDht("alice"));
            assertThat(apply(new ExpirePhase(first))).isEqualTo(new ManagerOutcome.Obsolete());
            assertThat(apply(new ExpirePhase(state.epoch()))).isEqualTo(new ManagerOutcome.Obsolete());
            apply(new TearDownDht("alice"));
            assertThat(apply(new ExpirePhase(state.epoch()))).isEqualTo(new ManagerOutcome.DhtAbandoned());
            assertThat(state.stateOf("alice")).contains(UserState.FREE);
        }
    }
}
