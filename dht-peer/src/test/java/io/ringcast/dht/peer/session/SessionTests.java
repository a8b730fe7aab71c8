package io.ringcast.dht.peer.session;

import static io.ringcast.dht.peer.session.SessionStory.ALICE;
import static io.ringcast.dht.peer.session.SessionStory.BOB;
import static io.ringcast.dht.peer.session.SessionStory.CAROL;
import static io.ringcast.dht.peer.session.SessionStory.FIRST;
import static io.ringcast.dht.peer.session.SessionStory.SECOND;
import static io.ringcast.dht.peer.session.SessionStory.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.PresenceMessage.Heartbeat;
import io.ringcast.protocol.dht.PresenceMessage.Probe;
import io.ringcast.protocol.dht.Standing;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.records.TableShape;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionTests {
    private static final InetSocketAddress STRANGER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 3999);

    @Test
    void aUserIsRegisteredWithTheIncarnationOfItsHeartbeatsOnceItsPortsAreOpen() {
        SessionStory story = new SessionStory();

        long register = story.register(ALICE);
        story.pass(10);

        assertThat(story.outcome(register)).isEqualTo(new PeerOutcome.UserRegistered(ALICE));
        assertThat(story.of(SessionEffect.OpenRing.class))
                .singleElement()
                .extracting("self")
                .isEqualTo(ALICE);
        assertThat(story.sent(ManagerRequest.Register.class).getFirst().incarnation())
                .isEqualTo(story.sent(Heartbeat.class).getFirst().incarnation());
    }

    @Test
    void aManagerOfTheReleaseBeforeIsAskedInTheFormThatItUnderstands() {
        SessionStory story = new SessionStory();
        story.replies = request ->
                request instanceof ManagerRequest.Register r && !r.incarnation().isEmpty()
                        ? SessionStory.denied(request, "MALFORMED")
                        : story.granted(request);

        story.answersHeartbeats = false;
        long register = story.register(ALICE);
        story.pass(10);

        assertThat(story.outcome(register)).isEqualTo(new PeerOutcome.UserRegistered(ALICE));
        RequestId heartbeat = story.sent(Heartbeat.class).getLast().id();
        assertThat(story.arrives(FIRST, new ManagerReply.Failure(heartbeat, "MALFORMED", "")))
                .isTrue();
        assertThat(story.session.status(story.nowMillis() * 1_000_000).isManagerHeard())
                .isTrue();
    }

    @Test
    void aRequestGoesToTheNextManagerWhenOneIsSilentAndTheOneThatAnswersIsAskedFirstAfterwards() {
        SessionStory story = new SessionStory();
        story.listed = List.of(SECOND, FIRST, THIRD);
        story.pass(10);
        story.silent.addAll(List.of(FIRST, SECOND));
        story.standing = Standing.FREE;

        long register = story.register(ALICE);
        story.pass(1_000);
        long deregister = story.command(new PeerCommand.Deregister("zoe"));
        story.pass(10);

        assertThat(story.outcome(register)).isInstanceOf(PeerOutcome.UserRegistered.class);
        assertThat(story.receivers(ManagerRequest.Register.class)).containsExactly(FIRST, SECOND, THIRD);
        assertThat(story.sent(ManagerRequest.Register.class).stream()
                        .map(ManagerRequest::id)
                        .distinct())
                .hasSize(1);
        assertThat(story.outcome(deregister)).isInstanceOf(PeerOutcome.UserDeregistered.class);
        assertThat(story.receivers(ManagerRequest.Deregister.class)).containsExactly(THIRD);
    }

    @Test
    void aManagerThatIsListedNoMoreIsAskedNoMore() {
        SessionStory story = SessionStory.ofAlice();
        story.listed = List.of(FIRST, SECOND);
        story.pass(600);
        story.silent.add(FIRST);
        story.command(new PeerCommand.Deregister("bob"));
        story.pass(600);
        assertThat(story.receivers(ManagerRequest.Deregister.class)).containsExactly(FIRST, SECOND);

        story.silent.clear();
        story.listed = List.of(FIRST);
        story.pass(600);
        story.command(new PeerCommand.Deregister("carol"));
        story.pass(10);

        assertThat(story.receivers(ManagerRequest.Deregister.class)).containsExactly(FIRST, SECOND, FIRST);
    }

    @Test
    void afterTwentyAttemptsThatNobodyAnswersAChangeIsUnknown() {
        SessionStory story = SessionStory.ofAlice();
        story.silent.add(FIRST);
        long start = story.nowMillis();

        long deregister = story.command(new PeerCommand.Deregister("bob"));
        story.pass(7_500);
        assertThat(story.outcome(deregister)).isNull();
        story.pass(4_000);

        assertThat(story.outcome(deregister))
                .isInstanceOfSatisfying(
                        PeerOutcome.OutcomeUnknown.class,
                        unknown -> assertThat(unknown.text())
                                .contains("at localhost:3001 does not answer", "may have done"));
        assertThat(story.sent(ManagerRequest.Deregister.class)).hasSize(20);
        assertThat(story.nowMillis() - start).isEqualTo(11_500);
    }

    @Test
    void aReplyCountsFromEveryManagerThatIsKnownAndFromNobodyElse() {
        SessionStory story = SessionStory.ofAlice();
        story.replies = request -> null;
        long deregister = story.command(new PeerCommand.Deregister("bob"));
        RequestId id = story.sent(ManagerRequest.Deregister.class).getFirst().id();
        ManagerReply reply = new ManagerReply.Success(id, List.of(), 1, 1, 1);

        assertThat(story.arrives(SECOND, reply)).isFalse();
        assertThat(story.outcome(deregister)).isNull();
        story.listed = List.of(FIRST, SECOND);
        story.pass(600);
        assertThat(story.arrives(SECOND, reply)).isTrue();

        assertThat(story.outcome(deregister)).isEqualTo(new PeerOutcome.UserDeregistered("bob", false));
        assertThat(story.session.status(0).managers()).containsExactly(FIRST, SECOND);
    }

    @Test
    void anAnswerInPartsIsPutTogetherWhoeverSendsThem() {
        SessionStory story = SessionStory.ofAlice();
        story.listed = List.of(FIRST, SECOND);
        story.pass(600);
        story.replies = request -> null;
        story.command(new PeerCommand.SetUp(3, "alice", "ring"));
        story.pass(5);
        RequestId id = story.sent(ManagerRequest.SetUpDht.class).getFirst().id();

        story.arrives(SECOND, new ManagerReply.Success(id, List.of(CAROL), 2, 2, 7));
        story.arrives(SECOND, new ManagerReply.Success(id, List.of(CAROL), 2, 2, 7));
        assertThat(story.of(SessionEffect.SetUpRing.class)).isEmpty();
        story.arrives(FIRST, new ManagerReply.Success(id, List.of(ALICE, BOB), 1, 2, 7));

        assertThat(story.of(SessionEffect.SetUpRing.class))
                .containsExactly(new SessionEffect.SetUpRing(List.of(ALICE, BOB, CAROL), 7, 1, Overlay.RING));
    }

    @Test
    void heartbeatsGoToEveryManagerFromTheStartAtTheIntervalThatIsTold() {
        SessionStory story = new SessionStory();
        story.listed = List.of(FIRST, SECOND);
        story.intervalMillis = 200;

        story.pass(1_010);

        assertThat(story.sent(Heartbeat.class))
                .allMatch(heartbeat -> heartbeat.user().equals(Heartbeat.NOBODY));
        assertThat(story.receivers(Heartbeat.class))
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of(FIRST),
                                Stream.generate(() -> List.of(FIRST, SECOND))
                                        .limit(5)
                                        .flatMap(List::stream))
                        .toList());
    }

    @Test
    void aProbeForThisUserIsAnsweredAtOnceAndNoOther() {
        SessionStory story = SessionStory.ofAlice();
        int before = story.sent(Heartbeat.class).size();

        story.arrives(SECOND, new Probe(new RequestId("m1", 1), "bob"));
        assertThat(story.sent(Heartbeat.class)).hasSize(before);
        story.arrives(SECOND, new Probe(new RequestId("m1", 2), "alice"));

        assertThat(story.sent(Heartbeat.class)).hasSize(before + 1);
        assertThat(story.sent(Heartbeat.class).getLast().user()).isEqualTo("alice");
        assertThat(story.receivers(Heartbeat.class).getLast()).isEqualTo(SECOND);
    }

    @Test
    void aManagerThatAnswersNothingForFiveSecondsIsNotHeard() {
        SessionStory story = SessionStory.ofAlice();
        story.pass(600);
        story.silent.add(FIRST);

        story.pass(4_500);
        assertThat(story.session.status(story.nowMillis() * 1_000_000).isManagerHeard())
                .isTrue();
        story.pass(1_000);
        assertThat(story.session.status(story.nowMillis() * 1_000_000).isManagerHeard())
                .isFalse();

        story.silent.clear();
        story.pass(600);
        assertThat(story.session.status(story.nowMillis() * 1_000_000).isManagerHeard())
                .isTrue();
        assertThat(story.arrives(STRANGER, new ManagerReply.Failure(new RequestId("p1", 1), "BAD", "")))
                .isFalse();
    }

    @Test
    void commandsThatChangeSomethingComeOneAfterTheOther() {
        SessionStory story = SessionStory.ofAlice();
        story.standing = Standing.LEADER;
        story.replies = request -> story.granted(request, List.of(ALICE, BOB));
        long setUp = story.command(new PeerCommand.SetUp(2, "alice", "ring"));
        long tearDown = story.command(new PeerCommand.TearDown("alice"));
        story.awaited = true;
        story.pass(2_000);

        assertThat(story.sent(ManagerRequest.TeardownDht.class)).isEmpty();
        story.taskEnds(new TaskOutcome.RingLoaded(List.of(1L, 2L), new TableShape(353)));
        story.pass(10);
        assertThat(story.outcome(setUp)).isEqualTo(new PeerOutcome.DhtBuilt(List.of(1L, 2L), new TableShape(353)));
        assertThat(story.sent(ManagerRequest.TeardownDht.class)).hasSize(1);
        story.taskEnds(new TaskOutcome.RingTornDown());
        story.pass(10);

        assertThat(story.outcome(tearDown)).isEqualTo(new PeerOutcome.DhtTornDown());
    }

    @Test
    void whatThePeerRefusesTheManagerNeverHearsOf() {
        SessionStory story = new SessionStory();
        expectFailure(story, new PeerCommand.SetUp(2, "alice", "ring"), "NOT_REGISTERED");
        expectFailure(story, new PeerCommand.Query("alice", "Aruba"), "NOT_REGISTERED");
        story.register(ALICE);
        story.standing = Standing.FREE;
        story.pass(10);
        expectFailure(story, new PeerCommand.Leave("bob"), "NOT_THIS_PEER");
        expectFailure(story, new PeerCommand.Query("bob", "Aruba"), "NOT_THIS_PEER");
        expectFailure(story, new PeerCommand.Query("alice", ""), "BAD_COMMAND");
        expectFailure(story, new PeerCommand.Deregister("x".repeat(65)), "BAD_COMMAND");
        expectFailure(story, new PeerCommand.Register("x".repeat(65), "127.0.0.1", List.of(1)), "ALREADY_REGISTERED");
        assertThat(story.sent(ManagerRequest.class)).hasSize(1);
    }

    private static void expectFailure(SessionStory story, PeerCommand command, String reason) {
        long number = story.command(command);
        story.pass(10);
        assertThat(story.outcome(number))
                .isInstanceOfSatisfying(
                        PeerOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(reason));
    }

    @Test
    void aCommandThatEndsBecauseThePeerIsPlacedInAnotherRingSaysNothingToTheManager() {
        SessionStory story = SessionStory.building();

        story.taskEnds(new TaskOutcome.RingFailed(FailureReason.OTHER_RING, "placed elsewhere"));
        story.pass(10);

        assertThat(story.outcome(2)).isEqualTo(new PeerOutcome.Failed("OTHER_RING", "placed elsewhere"));
        assertThat(story.sent(ManagerRequest.DhtFailed.class)).isEmpty();
    }

    @Test
    void aCommandThatFailsInTheRingTellsTheManager() {
        SessionStory story = SessionStory.building();
        story.replies = request -> request instanceof ManagerRequest.DhtFailed
                ? new ManagerReply.Success(request.id(), List.of(), 1, 1, 5)
                : null;

        story.taskEnds(new TaskOutcome.RingFailed(FailureReason.MEMBER_SILENT, "bob does not answer"));
        story.pass(10);

        assertThat(story.outcome(2))
                .isEqualTo(new PeerOutcome.Failed(
                        "MEMBER_SILENT",
                        "bob does not answer; the manager has given this up: GET /api/dht tells what there is"));
    }

    @Test
    void aPeerThatEndsLeavesNoCommandUnanswered() {
        SessionStory story = SessionStory.ofAlice();
        story.silent.add(FIRST);
        long running = story.command(new PeerCommand.Deregister("bob"));
        long waiting = story.command(new PeerCommand.SetUp(2, "alice", "ring"));
        long query = story.command(new PeerCommand.Query("alice", "Aruba"));
        story.pass(100);

        story.close();
        story.pass(10);
        long late = story.command(new PeerCommand.Query("alice", "Aruba"));

        assertThat(story.outcome(running)).isInstanceOf(PeerOutcome.OutcomeUnknown.class);
        assertThat(story.outcome(waiting)).isInstanceOf(PeerOutcome.OutcomeUnknown.class);
        assertThat(story.outcome(query)).isInstanceOf(PeerOutcome.Failed.class);
        assertThat(story.outcome(late)).isInstanceOf(PeerOutcome.Failed.class);
        assertThat(story.session.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    /** A request and its answer get through in 64 of 100 attempts; 20 attempts fail together once in a thousand million. */
    @Test
    void whereAFifthOfTheDatagramsIsLostEveryCommandIsCarriedOut() {
        for (long seed = 1; seed <= 300; seed++) {
            SessionStory story = new SessionStory(seed);
            story.listed = List.of(FIRST, SECOND, THIRD);
            story.lostPerMille = 200;
            story.replies = request -> story.granted(
                    request, request instanceof ManagerRequest.SetUpDht ? List.of(ALICE, BOB) : List.of());
            expectSuccess(story, seed, story.register(ALICE));
            story.standing = Standing.FREE;
            long setUp = story.command(new PeerCommand.SetUp(2, "alice", "ring"));
            untilTask(story, SessionEffect.SetUpRing.class);
            story.epoch = 2;
            story.standing = Standing.LEADER;
            story.taskEnds(new TaskOutcome.RingLoaded(List.of(1L, 2L), new TableShape(353)));
            expectSuccess(story, seed, setUp);
            story.epoch = 3;
            long tearDown = story.command(new PeerCommand.TearDown("alice"));
            untilTask(story, SessionEffect.TearDownRing.class);
            story.taskEnds(new TaskOutcome.RingTornDown());
            expectSuccess(story, seed, tearDown);
            expectSuccess(story, seed, story.command(new PeerCommand.Deregister("alice")));
            assertThat(story.sent(ManagerRequest.DhtFailed.class))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    private static void untilTask(SessionStory story, Class<? extends SessionEffect.RingTask> task) {
        for (int i = 0; i < 1_000 && story.of(task).isEmpty(); i++) {
            story.pass(10);
        }
    }

    private static void expectSuccess(SessionStory story, long seed, long command) {
        for (int i = 0; i < 1_000 && story.outcome(command) == null; i++) {
            story.pass(10);
        }
        assertThat(story.outcome(command))
                .as("seed " + seed)
                .isInstanceOfAny(
                        PeerOutcome.UserRegistered.class,
                        PeerOutcome.DhtBuilt.class,
                        PeerOutcome.DhtTornDown.class,
                        PeerOutcome.UserDeregistered.class);
    }
}
