package io.ringcast.dht.peer.session;

import static io.ringcast.dht.peer.session.SessionStory.ALICE;
import static io.ringcast.dht.peer.session.SessionStory.BOB;
import static io.ringcast.dht.peer.session.SessionStory.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.Standing;
import io.ringcast.protocol.records.KeyHash;
import io.ringcast.protocol.records.TableShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the later editions of the handout ask of a peer: years, a port for the managers, and queries in two steps. */
class EditionCommandsTests {
    private static final RequestId ID = new RequestId("p1", 1);
    private static final String EVENT = "5536849";
    private static final DirectMessage.DirectAnswer FOUND =
            new DirectMessage.FoundRecord(ID, 610, List.of(1, 0), List.of("EVENT_ID"), List.of(EVENT));

    private static List<Member> asked(SessionStory story) {
        return story.of(SessionEffect.AskMember.class).stream()
                .map(SessionEffect.AskMember::entry)
                .toList();
    }

    @Test
    void theManagerNamesAMemberAndTheQueryGoesThere() {
        SessionStory story = SessionStory.ofAlice();
        story.members = member -> FOUND;
        story.replies = request -> story.granted(request, List.of(BOB));
        long enter = story.command(new PeerCommand.Enter("alice"));
        story.pass(10);
        assertThat(story.outcome(enter)).isEqualTo(new PeerOutcome.EntryNamed(BOB));
        assertThat(asked(story)).isEmpty();

        long query = story.command(new PeerCommand.Query("alice", EVENT, BOB));
        story.pass(10);
        assertThat(story.outcome(query)).isEqualTo(PeerOutcome.of(EVENT, FOUND, null));
        assertThat(asked(story)).containsExactly(BOB);
        assertThat(story.sent(ManagerRequest.QueryDht.class)).hasSize(1);
    }

    @Test
    void nobodyIsNamedToAMemberOrForSomebodyElse() {
        SessionStory story = SessionStory.ofAlice();
        story.replies = request -> SessionStory.denied(request, "NOT_FREE");
        long enter = story.command(new PeerCommand.Enter("alice"));
        long other = story.command(new PeerCommand.Enter("bob"));
        story.pass(10);
        assertThat(story.outcome(enter)).isEqualTo(new PeerOutcome.Failed("NOT_FREE", "it is not so"));
        assertThat(story.outcome(other))
                .isInstanceOfSatisfying(
                        PeerOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("NOT_THIS_PEER"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT_IN_DHT", "MEMBER_SILENT"})
    void aMemberThatIsGoneSinceItWasNamedIsReplaced(String reason) {
        SessionStory story = SessionStory.ofAlice();
        story.members = member -> member.equals(BOB) ? new DirectMessage.RequestRefused(ID, reason, "gone") : FOUND;
        story.replies = request -> story.granted(request, List.of(CAROL));
        long query = story.command(new PeerCommand.Query("alice", EVENT, BOB));
        story.pass(20);
        assertThat(story.outcome(query)).isEqualTo(PeerOutcome.of(EVENT, FOUND, null));
        assertThat(asked(story)).containsExactly(BOB, CAROL);
    }

    @Test
    void aPortForTheManagersIsBoundBeforeTheUserIsRegistered() {
        SessionStory story = new SessionStory();
        long register = story.command(new PeerCommand.Register("alice", "127.0.0.1", List.of(4000), 3999));
        assertThat(story.of(SessionEffect.BindPort.class)).hasSize(1);
        assertThat(story.sent(ManagerRequest.Register.class)).isEmpty();
        story.pass(10);
        assertThat(story.outcome(register)).isEqualTo(new PeerOutcome.UserRegistered(ALICE));
        assertThat(story.sent(ManagerRequest.Register.class))
                .allSatisfy(request -> assertThat(request.managerPort()).isEqualTo(3999));

        story.standing = Standing.UNKNOWN;
        story.pass(2_000);
        assertThat(story.sent(ManagerRequest.Register.class))
                .as("the managers have forgotten alice")
                .hasSizeGreaterThan(1)
                .allSatisfy(request -> assertThat(request.managerPort()).isEqualTo(3999));
    }

    @Test
    void whereTheRecordsLieIsToldUnlessItIsAsInTheHandout() {
        TableShape storms = new TableShape(97_127, KeyHash.NUMBER, 1996);
        assertThat(completed(storms, 7).table()).isEqualTo(storms);
        assertThat(completed(storms, 7).records()).isEqualTo(3);
        assertThat(completed(new TableShape(353), 7).table()).isNull();
        assertThat(completed(storms, 0).table())
                .as("a manager of release 0.1.0")
                .isNull();
    }

    private static ManagerRequest.DhtComplete completed(TableShape table, long epoch) {
        SessionStory story = SessionStory.ofAlice();
        story.epoch = epoch;
        story.replies = request -> story.granted(request, List.of(ALICE, BOB));
        long setUp = story.command(new PeerCommand.SetUp(2, "alice", 1996, "hot-potato"));
        assertThat(story.of(SessionEffect.CheckDataset.class).getFirst().year()).isEqualTo(1996);
        story.pass(10);
        story.taskEnds(new TaskOutcome.RingLoaded(List.of(1L, 2L), table));
        story.pass(10);
        assertThat(story.outcome(setUp)).isEqualTo(new PeerOutcome.DhtBuilt(List.of(1L, 2L), table));
        return story.sent(ManagerRequest.DhtComplete.class).getFirst();
    }
}
