package io.ringcast.dht.peer.session;

import static io.ringcast.dht.peer.session.SessionStory.ALICE;
import static io.ringcast.dht.peer.session.SessionStory.BOB;
import static io.ringcast.dht.peer.session.SessionStory.CAROL;
import static io.ringcast.dht.peer.session.SessionStory.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QueriesTests {
    private static final RequestId ID = new RequestId("p1", 1);
    private static final DirectMessage.DirectAnswer FOUND =
            new DirectMessage.FoundRecord(ID, 138, List.of(1, 0), List.of("Long Name"), List.of("Aruba"));
    private static final DirectMessage.DirectAnswer NOT_IN_DHT =
            new DirectMessage.RequestRefused(ID, "NOT_IN_DHT", "no member");
    private static final DirectMessage.DirectAnswer NOT_READY =
            new DirectMessage.RequestRefused(ID, "NOT_READY", "being built");

    private static long ask(SessionStory story) {
        return story.command(new PeerCommand.Query("alice", "Aruba"));
    }

    private static void names(SessionStory story, Member entry) {
        story.replies = request -> story.granted(request, List.of(entry));
    }

    /** Alice has asked, and knows these members from it; then the manager falls silent. */
    private static SessionStory storyWith(Member... known) {
        SessionStory story = SessionStory.ofAlice();
        story.members = member -> FOUND;
        for (Member entry : known) {
            names(story, entry);
            long query = ask(story);
            story.pass(10);
            assertThat(story.outcome(query)).isEqualTo(PeerOutcome.of("Aruba", FOUND, null));
        }
        story.silent.add(FIRST);
        return story;
    }

    private static List<Member> asked(SessionStory story) {
        return story.of(SessionEffect.AskMember.class).stream()
                .map(SessionEffect.AskMember::entry)
                .toList();
    }

    @Test
    void whileNoManagerAnswersAMemberThatIsKnownFromBeforeIsAskedAfterASecond() {
        SessionStory story = storyWith(BOB);

        long query = ask(story);
        story.pass(990);
        assertThat(story.outcome(query)).isNull();
        story.pass(20);

        assertThat(story.outcome(query))
                .isEqualTo(
                        PeerOutcome.of("Aruba", FOUND, "the manager is silent; asked bob, a member known from before"));
    }

    @Test
    void aMemberThatCannotAnswerIsFollowedByTheNextOne() {
        SessionStory story = storyWith(BOB, CAROL);
        story.members = member -> member.equals(CAROL) ? NOT_IN_DHT : FOUND;

        long query = ask(story);
        story.pass(1_010);

        assertThat(asked(story)).containsExactly(BOB, CAROL, CAROL, BOB);
        assertThat(story.outcome(query))
                .isInstanceOfSatisfying(
                        PeerOutcome.RecordFound.class,
                        found -> assertThat(found.note()).contains("asked bob"));
    }

    @Test
    void whenNobodyAnswersTheManagerIsSilent() {
        SessionStory story = storyWith(BOB);
        story.members = member -> NOT_READY;

        long query = ask(story);
        story.pass(6_000);
        assertThat(story.outcome(query)).as("the manager may still answer").isNull();
        story.pass(6_000);

        assertThat(story.outcome(query))
                .isInstanceOfSatisfying(
                        PeerOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("MANAGER_SILENT"));
    }

    @Test
    void aMemberThatIsSilentItselfDoesNotEndTheQueryEarlier() {
        SessionStory story = storyWith(BOB);
        story.members = member -> null;

        long query = ask(story);
        story.pass(12_000);
        assertThat(story.outcome(query)).isNull();
        story.memberAnswers(NOT_READY);

        assertThat(story.outcome(query))
                .isInstanceOfSatisfying(
                        PeerOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("MANAGER_SILENT"));
    }

    @Test
    void aManagerThatIsOnlySlowStillHasTheLastWord() {
        SessionStory story = storyWith(BOB);
        story.members = member -> NOT_READY;
        long query = ask(story);
        story.pass(2_000);

        story.silent.clear();
        story.members = member -> FOUND;
        names(story, CAROL);
        story.pass(600);

        assertThat(story.outcome(query)).isEqualTo(PeerOutcome.of("Aruba", FOUND, null));
    }

    @Test
    void onceTheManagerHasNamedAMemberNoOtherIsAsked() {
        SessionStory story = storyWith(BOB, CAROL);
        story.members = member -> null;
        long query = ask(story);
        story.pass(1_010);
        SessionEffect.AskMember fallback =
                story.of(SessionEffect.AskMember.class).getLast();
        story.silent.clear();
        names(story, ALICE);
        story.pass(600);
        assertThat(asked(story)).endsWith(CAROL, ALICE);

        story.session.memberAnswered(fallback.query(), NOT_READY, 0);
        story.pass(600);
        assertThat(asked(story)).endsWith(CAROL, ALICE);
        story.memberAnswers(FOUND);

        assertThat(story.outcome(query)).isEqualTo(PeerOutcome.of("Aruba", FOUND, null));
    }

    @Test
    void whoIsNoMemberAnyMoreIsNotAskedAgain() {
        SessionStory story = storyWith(BOB, CAROL);
        story.members = member -> member.equals(CAROL) ? NOT_IN_DHT : FOUND;
        ask(story);
        story.pass(1_010);

        ask(story);
        story.pass(1_010);

        assertThat(asked(story)).containsExactly(BOB, CAROL, CAROL, BOB, BOB);
    }

    @Test
    void membersOfADhtThatIsNoMoreAreForgotten() {
        SessionStory story = storyWith(BOB);
        story.silent.clear();
        story.replies = request -> SessionStory.denied(request, "NO_DHT");
        long refused = ask(story);
        story.pass(10);
        assertThat(story.outcome(refused)).isEqualTo(new PeerOutcome.Failed("NO_DHT", "it is not so"));
        story.silent.add(FIRST);

        long query = ask(story);
        story.pass(12_000);

        assertThat(asked(story)).containsExactly(BOB);
        assertThat(story.outcome(query)).isInstanceOf(PeerOutcome.Failed.class);
    }

    @Test
    void manyQueriesAreUnderWayAtATime() {
        SessionStory story = SessionStory.ofAlice();
        story.members = member -> FOUND;
        names(story, BOB);

        List<Long> queries = LongStream.range(0, 100).mapToObj(i -> ask(story)).toList();
        assertThat(story.session.requestsUnderWay()).isEqualTo(100);
        story.pass(10);

        assertThat(queries).allMatch(query -> story.outcome(query) instanceof PeerOutcome.RecordFound);
    }
}
