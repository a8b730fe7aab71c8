package io.ringcast.dht.peer.session;

import static io.ringcast.dht.peer.session.SessionStory.ALICE;
import static io.ringcast.dht.peer.session.SessionStory.BOB;
import static io.ringcast.dht.peer.session.SessionStory.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.PresenceMessage.Heartbeat;
import io.ringcast.protocol.dht.PresenceMessage.Presence;
import io.ringcast.protocol.dht.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A user that no manager knows. */
class UnknownUserTests {
    private static int count(SessionStory story, Class<? extends ManagerRequest> type) {
        return story.sent(type).size();
    }

    private static @Nullable String failure(SessionStory story, long command) {
        return story.outcome(command) instanceof PeerOutcome.Failed failed ? failed.reason() : null;
    }

    @Test
    void isRegisteredAgainAsTheSameIncarnation() {
        SessionStory story = SessionStory.ofAlice();
        story.standing = Standing.UNKNOWN;

        story.pass(510);
        story.standing = Standing.FREE;
        story.pass(1_000);

        List<ManagerRequest.Register> asked = story.sent(ManagerRequest.Register.class);
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).incarnation()).isEqualTo(asked.get(0).incarnation());
        assertThat(asked.get(1).ports()).isEqualTo(ALICE.ports());
        assertThat(story.of(SessionEffect.Report.class))
                .singleElement()
                .extracting("text")
                .asString()
                .contains("alice", "registered again");
    }

    @Test
    void staysAsItIsIfTheManagerIsBehind() {
        SessionStory story = SessionStory.ofAlice();
        story.joined(4);
        story.standing = Standing.UNKNOWN;
        story.epoch = 3;

        story.pass(4_000);

        assertThat(count(story, ManagerRequest.Register.class)).isEqualTo(1);
    }

    @Test
    void isToldWhyItIsRefusedAndTriesAgainAfterLongerAndLongerPauses() {
        SessionStory story = SessionStory.ofAlice();
        story.standing = Standing.UNKNOWN;
        story.replies = request -> SessionStory.denied(request, "NAME_TAKEN");

        story.pass(60_000);

        // After 1, 2, 4, 8, 16 and 30 s.
        assertThat(count(story, ManagerRequest.Register.class)).isBetween(6, 8);
        assertThat(story.session.status(0).trouble()).contains("NAME_TAKEN", "it is not so");
        story.replies = story::granted;
        story.pass(31_000);
        story.standing = Standing.FREE;
        story.pass(600);
        assertThat(story.session.status(0).trouble()).isNull();
    }

    @Test
    void mayBeRegisteredAgainByItsPersonUnderAnotherName() {
        SessionStory story = SessionStory.ofAlice();
        assertThat(failure(story, story.register(BOB))).isEqualTo("ALREADY_REGISTERED");
        story.standing = Standing.UNKNOWN;
        story.replies = request -> SessionStory.denied(request, "NAME_TAKEN");
        story.pass(600);

        story.replies = story::granted;
        long register = story.register(BOB);
        story.standing = Standing.FREE;
        story.pass(600);

        assertThat(story.outcome(register)).isEqualTo(new PeerOutcome.UserRegistered(BOB));
        assertThat(story.of(SessionEffect.CloseRing.class)).hasSize(1);
        assertThat(story.session.status(0).self()).isEqualTo(BOB);
    }

    @Test
    void mayBeRegisteredAgainByItsPersonAsItIsWithoutOpeningItsPortsAnew() {
        SessionStory story = SessionStory.ofAlice();
        story.standing = Standing.UNKNOWN;
        story.replies = request -> null;
        story.pass(600);

        story.replies = story::granted;
        long register = story.register(ALICE);
        story.pass(10);

        assertThat(story.outcome(register)).isEqualTo(new PeerOutcome.UserRegistered(ALICE));
        assertThat(story.of(SessionEffect.OpenRing.class)).hasSize(1);
    }

    @Test
    void isDeregisteredIfThatWasAskedOfASilentManager() {
        SessionStory story = SessionStory.ofAlice();
        story.replies = request -> null;
        long deregister = story.command(new PeerCommand.Deregister("alice"));
        story.pass(12_000);
        assertThat(story.outcome(deregister)).isInstanceOf(PeerOutcome.OutcomeUnknown.class);

        story.standing = Standing.UNKNOWN;
        story.pass(600);

        assertThat(count(story, ManagerRequest.Register.class)).isEqualTo(1);
        assertThat(story.session.status(0).self()).isNull();
        assertThat(story.sent(Heartbeat.class).getLast().user()).isEqualTo("alice");
        story.pass(600);
        assertThat(story.sent(Heartbeat.class).getLast().user()).isEqualTo(Heartbeat.NOBODY);
    }

    @Test
    void isNotRegisteredAgainBecauseOfWhatWasSaidBeforeItWas() {
        SessionStory story = SessionStory.ofAlice();
        Heartbeat before = story.sent(Heartbeat.class).getLast();
        assertThat(before.user()).isEqualTo(Heartbeat.NOBODY);
        story.answersHeartbeats = false;
        story.pass(500);
        Heartbeat during = story.sent(Heartbeat.class).getLast();
        long other = story.command(new PeerCommand.Deregister("zoe"));
        story.pass(10);
        assertThat(story.outcome(other)).isInstanceOf(PeerOutcome.UserDeregistered.class);

        story.standing = Standing.UNKNOWN;
        story.arrives(FIRST, story.presence(before));
        story.arrives(FIRST, story.presence(during));

        assertThat(count(story, ManagerRequest.Register.class)).isEqualTo(1);
    }

    @Test
    void isNotRegisteredAgainByAHeartbeatThatLeftAtTheVeryMomentOfTheRegistration() {
        SessionStory story = new SessionStory();
        story.replies = request -> null;
        story.answersHeartbeats = false;
        long register = story.register(ALICE);
        story.pass(500);
        Heartbeat nobodys = story.sent(Heartbeat.class).getLast();
        ManagerRequest.Register asked =
                story.sent(ManagerRequest.Register.class).getLast();
        story.arrives(FIRST, new ManagerReply.Success(asked.id(), List.of(), 1, 1, 0));
        assertThat(story.outcome(register)).isEqualTo(new PeerOutcome.UserRegistered(ALICE));
        int registers = count(story, ManagerRequest.Register.class);

        story.arrives(FIRST, story.presence(nobodys));

        assertThat(count(story, ManagerRequest.Register.class)).isEqualTo(registers);
    }

    @Test
    void isNotRegisteredAgainByAPresenceThatANewerOneHasOvertaken() {
        SessionStory story = SessionStory.ofAlice();
        story.answersHeartbeats = false;
        story.pass(1_000);
        List<Heartbeat> heartbeats = story.sent(Heartbeat.class);
        Presence newer = story.presence(heartbeats.getLast());
        story.standing = Standing.UNKNOWN;
        Presence older = story.presence(heartbeats.get(heartbeats.size() - 2));

        story.arrives(FIRST, newer);
        story.arrives(FIRST, older);

        assertThat(count(story, ManagerRequest.Register.class)).isEqualTo(1);
    }

    @Test
    void isNotRegisteredAgainWhileItIsBeingDeregistered() {
        SessionStory story = SessionStory.ofAlice();
        story.replies = request -> {
            story.standing = Standing.UNKNOWN;
            return null;
        };
        story.command(new PeerCommand.Deregister("alice"));

        story.pass(5_000);

        assertThat(count(story, ManagerRequest.Register.class)).isEqualTo(1);
    }

    @Test
    void aUserThatIsBeingRegisteredKeepsItsPortsWhateverIsHeardMeanwhile() {
        SessionStory story = SessionStory.ofAlice();
        story.standing = Standing.UNKNOWN;
        story.replies = request -> null;
        story.pass(600);
        long register = story.register(ALICE);
        story.standing = Standing.REPLACED;
        story.pass(2_000);
        story.replies = story::granted;
        story.standing = Standing.FREE;
        story.pass(1_000);

        assertThat(story.outcome(register)).isEqualTo(new PeerOutcome.UserRegistered(ALICE));
        assertThat(story.of(SessionEffect.CloseRing.class)).isEmpty();
        assertThat(story.session.status(0).self()).isEqualTo(ALICE);
    }
}
