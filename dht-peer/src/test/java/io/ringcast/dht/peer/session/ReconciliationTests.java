package io.ringcast.dht.peer.session;

import static io.ringcast.dht.peer.session.SessionStory.ALICE;
import static io.ringcast.dht.peer.session.SessionStory.BOB;
import static io.ringcast.dht.peer.session.SessionStory.FIRST;
import static io.ringcast.dht.peer.session.SessionStory.SECOND;
import static io.ringcast.dht.peer.session.SessionStory.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.DhtPhase;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.PresenceMessage.Heartbeat;
import io.ringcast.protocol.dht.PresenceMessage.Presence;
import io.ringcast.protocol.dht.Standing;
import io.ringcast.protocol.records.TableShape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconciliationTests {
    private static void says(SessionStory story, Standing standing, DhtPhase phase, long epoch) {
        story.standing = standing;
        story.phase = phase;
        story.epoch = epoch;
    }

    /** Alice is node 0 of a ring of epoch 4, which is ready at epoch 5. */
    private static SessionStory ready() {
        SessionStory story = SessionStory.ofAlice();
        says(story, Standing.LEADER, DhtPhase.READY, 5);
        story.joined(4);
        story.pass(1_100);
        return story;
    }

    private static int count(SessionStory story, Class<? extends ManagerRequest> type) {
        return story.sent(type).size();
    }

    @Nested
    class AUserThatAnotherProcessHasTaken {
        @Test
        void isGivenUpAfterTwoPresencesAndItsRingWithIt() {
            SessionStory story = ready();
            says(story, Standing.REPLACED, DhtPhase.READY, 5);

            story.pass(510);
            assertThat(story.session.status(0).self()).isEqualTo(ALICE);
            story.pass(510);

            assertThat(story.session.status(0).self()).isNull();
            assertThat(story.session.status(0).replaced()).isTrue();
            assertThat(story.session.status(0).trouble()).contains("another process has registered as alice");
            assertThat(story.of(SessionEffect.DropRing.class))
                    .singleElement()
                    .extracting("reason")
                    .isEqualTo(FailureReason.REPLACED);
            assertThat(story.of(SessionEffect.CloseRing.class)).hasSize(1);
            assertThat(count(story, ManagerRequest.DhtFailed.class)).isZero();
            story.standing = Standing.FREE;
            long register = story.register(BOB);
            story.pass(600);
            assertThat(story.outcome(register)).isEqualTo(new PeerOutcome.UserRegistered(BOB));
            assertThat(story.session.status(0).replaced()).isFalse();
        }

        @Test
        void isKeptIfOnlyOneOfThreeManagersSaysSo() {
            SessionStory story = ready();
            story.listed = List.of(FIRST, SECOND, THIRD);
            story.pass(600);
            says(story, Standing.REPLACED, DhtPhase.READY, 3);
            story.pass(1_000);
            says(story, Standing.LEADER, DhtPhase.READY, 5);
            story.pass(600);

            assertThat(story.session.status(0).self()).isEqualTo(ALICE);
        }

        @Test
        void failsWhatIsUnderWayWithoutAWordToTheManager() {
            SessionStory story = SessionStory.building();
            story.standing = Standing.REPLACED;

            story.pass(1_100);

            assertThat(failure(story, 2)).isEqualTo("REPLACED");
            assertThat(count(story, ManagerRequest.DhtFailed.class)).isZero();
        }
    }

    @Nested
    class ARingThatTheManagerHasGivenUp {
        @ParameterizedTest
        @EnumSource(
                value = Standing.class,
                names = {"FREE", "UNKNOWN"})
        void isDropped(Standing standing) {
            SessionStory story = ready();
            says(story, standing, DhtPhase.NONE, 6);

            story.pass(600);

            assertThat(story.of(SessionEffect.DropRing.class)).hasSize(1);
            SessionEffect.DropRing drop = story.of(SessionEffect.DropRing.class).getFirst();
            assertThat(drop.epochMax()).isEqualTo(4);
            assertThat(drop.reason()).isEqualTo(FailureReason.DHT_GIVEN_UP);
            assertThat(drop.text()).contains("setup-dht");
        }

        @Test
        void staysIfItIsNewerThanWhatTheManagerSays() {
            SessionStory story = ready();
            says(story, Standing.FREE, DhtPhase.NONE, 6);
            story.joined(7);

            story.pass(3_000);

            assertThat(story.of(SessionEffect.DropRing.class)).isEmpty();
        }

        @Test
        void staysIfTheManagerIsBehind() {
            SessionStory story = ready();
            says(story, Standing.FREE, DhtPhase.NONE, 4);

            story.pass(4_000);

            assertThat(story.of(SessionEffect.DropRing.class)).isEmpty();
        }

        @Test
        void isDroppedIfAllManagersCountFromTheBeginningForFiveSeconds() {
            SessionStory story = ready();
            says(story, Standing.UNKNOWN, DhtPhase.NONE, 0);
            story.replies = request -> {
                story.standing = Standing.FREE;
                return story.granted(request);
            };

            story.pass(4_000);
            assertThat(story.of(SessionEffect.DropRing.class)).isEmpty();
            story.pass(2_500);

            assertThat(story.of(SessionEffect.DropRing.class)).hasSize(1);
            assertThat(count(story, ManagerRequest.Register.class)).isEqualTo(2);
            story.joined(1);
            says(story, Standing.IN_DHT, DhtPhase.READY, 2);
            story.pass(3_000);
            assertThat(story.of(SessionEffect.DropRing.class)).hasSize(1);
        }

        @Test
        void endsTheCommandThatIsUnderWayInItWithAReasonAndNothingMoreIsSaid() {
            SessionStory story = SessionStory.building();
            says(story, Standing.FREE, DhtPhase.NONE, 5);
            story.awaited = false;

            story.pass(600);

            assertThat(failure(story, 2)).isEqualTo("DHT_GIVEN_UP");
            assertThat(count(story, ManagerRequest.DhtFailed.class)).isZero();
        }

        @Test
        void staysWhileTheManagerWaitsForItsLeaverWhateverTheLeaverIs() {
            SessionStory story = ready();
            story.command(new PeerCommand.Leave("alice"));
            story.pass(10);
            says(story, Standing.FREE, DhtPhase.LEAVING, 6);
            story.awaited = true;

            story.pass(1_100);

            assertThat(story.of(SessionEffect.DropRing.class)).isEmpty();
        }

        @Test
        void endsALeaverToo() {
            SessionStory story = ready();
            long leave = story.command(new PeerCommand.Leave("alice"));
            story.pass(10);
            story.session.placed(false, 0, 0);
            says(story, Standing.FREE, DhtPhase.NONE, 7);

            story.pass(1_100);

            assertThat(failure(story, leave)).isEqualTo("DHT_GIVEN_UP");
        }

        @Test
        void isNotTheOneOfALeaverWhoseResultIsBeingDelivered() {
            SessionStory story = ready();
            long leave = story.command(new PeerCommand.Leave("alice"));
            story.awaited = true;
            story.pass(600);
            story.replies = request -> null;
            story.taskEnds(new TaskOutcome.RingLeft("bob", List.of(3L)));
            says(story, Standing.FREE, DhtPhase.READY, 7);
            story.awaited = false;
            story.pass(1_100);
            assertThat(story.of(SessionEffect.DropRing.class)).isEmpty();

            story.replies = story::granted;
            story.pass(600);

            assertThat(story.outcome(leave)).isEqualTo(new PeerOutcome.DhtLeft("bob", List.of(3L)));
        }
    }

    @Nested
    class AManagerThatWaits {
        @ParameterizedTest
        @EnumSource(
                value = DhtPhase.class,
                names = {"BUILDING", "LEAVING", "TEARING_DOWN"})
        void isToldWhatItHasMissed(DhtPhase waiting) {
            SessionStory story = waiting == DhtPhase.BUILDING ? SessionStory.building() : ready();
            long command = switch (waiting) {
                case LEAVING -> story.command(new PeerCommand.Leave("alice"));
                case TEARING_DOWN -> story.command(new PeerCommand.TearDown("alice"));
                default -> 2;
            };
            says(story, Standing.LEADER, waiting, 6);
            story.awaited = true;
            story.pass(600);
            story.silent.add(FIRST);
            story.taskEnds(
                    switch (waiting) {
                        case LEAVING -> new TaskOutcome.RingLeft("bob", List.of(3L));
                        case TEARING_DOWN -> new TaskOutcome.RingTornDown();
                        default -> new TaskOutcome.RingLoaded(List.of(1L, 2L), new TableShape(353));
                    });
            story.pass(15_000);
            assertThat(story.outcome(command))
                    .isInstanceOfSatisfying(
                            PeerOutcome.OutcomeUnknown.class,
                            unknown -> assertThat(unknown.reason()).isEqualTo("MANAGER_SILENT"));

            story.silent.clear();
            story.replies = request -> {
                story.awaited = false;
                story.phase = DhtPhase.READY;
                return story.granted(request);
            };
            story.pass(1_600);

            Class<? extends ManagerRequest> conclusion = switch (waiting) {
                case LEAVING -> ManagerRequest.DhtRebuilt.class;
                case TEARING_DOWN -> ManagerRequest.TeardownComplete.class;
                default -> ManagerRequest.DhtComplete.class;
            };
            assertThat(story.sent(conclusion).stream().map(ManagerRequest::id).distinct())
                    .hasSize(2);
            assertThat(count(story, ManagerRequest.DhtFailed.class)).isZero();
        }

        @Test
        void forACommandThatIsNotUnderWayIsToldThatItHasFailed() {
            SessionStory story = SessionStory.ofAlice();
            says(story, Standing.LEADER, DhtPhase.BUILDING, 4);
            story.awaited = true;
            story.replies = request -> {
                says(story, Standing.FREE, DhtPhase.NONE, 5);
                story.awaited = false;
                return story.granted(request);
            };

            story.pass(510);
            assertThat(count(story, ManagerRequest.DhtFailed.class)).isZero();
            story.pass(3_000);

            assertThat(count(story, ManagerRequest.DhtFailed.class)).isEqualTo(1);
        }

        @Test
        void isNotToldSoWhileTheCommandIsUnderWay() {
            SessionStory story = SessionStory.building();
            story.pass(10_000);
            assertThat(count(story, ManagerRequest.DhtFailed.class)).isZero();
        }

        @Test
        void isNotToldSoIfItIsBehind() {
            SessionStory story = ready();
            says(story, Standing.LEADER, DhtPhase.BUILDING, 4);
            story.awaited = true;

            story.pass(4_000);

            assertThat(count(story, ManagerRequest.DhtFailed.class)).isZero();
        }

        @Test
        void isToldNothingMoreOnceACommandBegins() {
            SessionStory story = SessionStory.ofAlice();
            says(story, Standing.LEADER, DhtPhase.BUILDING, 4);
            story.awaited = true;
            story.replies = request -> null;
            story.pass(1_100);
            assertThat(count(story, ManagerRequest.DhtFailed.class)).isEqualTo(1);

            story.command(new PeerCommand.SetUp(2, "alice", "ring"));
            story.pass(5_000);

            assertThat(count(story, ManagerRequest.DhtFailed.class)).isEqualTo(1);
        }
    }

    @Nested
    class ARingThatThisNodeHasLost {
        private static SessionStory lost() {
            SessionStory story = SessionStory.ofAlice();
            says(story, Standing.IN_DHT, DhtPhase.READY, 5);
            return story;
        }

        @Test
        void isGivenUpAfterTwoPresences() {
            SessionStory story = lost();

            story.pass(510);
            assertThat(count(story, ManagerRequest.DhtFailed.class)).isZero();
            story.pass(500);

            assertThat(count(story, ManagerRequest.DhtFailed.class)).isEqualTo(1);
        }

        /** A late datagram has placed it in the ring of a DHT that the managers have forgotten with their store. */
        @Test
        void isGivenUpIfTheNodeIsInARingOfALaterEpochThanTheManagersCount() {
            SessionStory story = lost();
            story.joined(9);

            story.pass(4_900);
            assertThat(count(story, ManagerRequest.DhtFailed.class)).isZero();
            story.pass(1_500);

            assertThat(count(story, ManagerRequest.DhtFailed.class)).isEqualTo(1);
        }

        @Test
        void isNotGivenUpForTwoPresencesOfDifferentEpochs() {
            SessionStory story = lost();
            story.pass(510);
            story.epoch = 6;
            story.pass(500);
            story.joined(6);
            story.pass(3_000);

            assertThat(count(story, ManagerRequest.DhtFailed.class)).isZero();
        }

        @Test
        void isNotGivenUpForOnePresenceThatArrivesTwice() {
            SessionStory story = lost();
            story.pass(510);
            story.answersHeartbeats = false;
            Presence presence = story.presence(story.sent(Heartbeat.class).getLast());
            story.pass(1_000);
            story.arrives(FIRST, presence);
            story.pass(10);

            assertThat(count(story, ManagerRequest.DhtFailed.class)).isZero();
        }

        @ParameterizedTest
        @EnumSource(
                value = DhtPhase.class,
                names = {"BUILDING", "LEAVING", "TEARING_DOWN"})
        void isNotLostWhileSomebodyBuildsOrEndsIt(DhtPhase phase) {
            SessionStory story = lost();
            story.phase = phase;
            story.pass(5_000);
            assertThat(count(story, ManagerRequest.DhtFailed.class)).isZero();
        }
    }

    private static @Nullable String failure(SessionStory story, long command) {
        return story.outcome(command) instanceof PeerOutcome.Failed failed ? failed.reason() : null;
    }
}
