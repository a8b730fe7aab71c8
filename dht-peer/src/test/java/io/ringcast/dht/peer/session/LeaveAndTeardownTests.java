package io.ringcast.dht.peer.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.records.TableShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A member gives up its place: it leaves the ring, or tears it down. */
class LeaveAndTeardownTests {
    @Test
    void aLeaveIsOfTheRingInWhichThePeerWasWhenItAskedTheManager() {
        SessionStory story = SessionStory.ofAlice();
        story.joined(4);
        story.replies = request -> null;
        story.command(new PeerCommand.Leave("alice"));
        story.pass(10);
        story.joined(9);
        story.replies = story::granted;
        story.pass(1_000);

        assertThat(story.of(SessionEffect.LeaveRing.class)).containsExactly(new SessionEffect.LeaveRing(4, 1));
    }

    /** The managers may answer again, in another epoch, when the peer has a place in another ring. */
    @Test
    void afterALeaveOnlyRingsOfBeforeItAreForgotten() {
        SessionStory story = SessionStory.ofAlice();
        story.joined(4);
        story.replies = request -> granted(request, 5);
        story.command(new PeerCommand.Leave("alice"));
        story.pass(10);
        story.replies = request -> granted(request, 9);
        story.taskEnds(new TaskOutcome.RingLeft("bob", List.of(1L)));
        story.pass(10);

        assertThat(story.of(SessionEffect.LeaveRing.class)).containsExactly(new SessionEffect.LeaveRing(5, 5));
        assertThat(story.of(SessionEffect.DropRing.class))
                .singleElement()
                .extracting(SessionEffect.DropRing::epochMax)
                .isEqualTo(5L);
    }

    private static ManagerReply granted(ManagerRequest request, long epoch) {
        return new ManagerReply.Success(request.id(), List.of(), 1, 1, epoch);
    }

    /** A member that is gone has nothing to forget, and the managers tell the others that they are free. */
    @ParameterizedTest
    @EnumSource(
            value = FailureReason.class,
            names = {"NEIGHBOUR_SILENT", "NO_PROGRESS", "NOT_IN_DHT"})
    void aTeardownInWhichAMemberDiesIsCompletedWithTheManager(FailureReason reason) {
        SessionStory story = tearingDown();
        story.replies = request -> request instanceof ManagerRequest.TeardownComplete ? story.granted(request) : null;

        story.taskEnds(new TaskOutcome.RingFailed(reason, "bob, the right neighbour, does not answer"));
        story.pass(10);

        assertThat(story.outcome(3)).isEqualTo(new PeerOutcome.DhtTornDown());
        assertThat(story.sent(ManagerRequest.DhtFailed.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureReason.class,
            names = {"DHT_GIVEN_UP", "OTHER_RING"})
    void aTeardownThatTheManagersHaveEndedIsComplete(FailureReason reason) {
        SessionStory story = tearingDown();

        story.taskEnds(new TaskOutcome.RingFailed(reason, "the managers have gone on"));
        story.pass(10);

        assertThat(story.outcome(3)).isEqualTo(new PeerOutcome.DhtTornDown());
        assertThat(story.sent(ManagerRequest.TeardownComplete.class)).isEmpty();
        assertThat(story.sent(ManagerRequest.DhtFailed.class)).isEmpty();
    }

    @Test
    void aTeardownByAPeerThatWasReplacedFails() {
        SessionStory story = tearingDown();

        story.taskEnds(new TaskOutcome.RingFailed(FailureReason.REPLACED, "another process is alice"));
        story.pass(10);

        assertThat(story.outcome(3)).isEqualTo(new PeerOutcome.Failed("REPLACED", "another process is alice"));
    }

    private static SessionStory tearingDown() {
        SessionStory story = SessionStory.building();
        story.replies = story::granted;
        story.taskEnds(new TaskOutcome.RingLoaded(List.of(1L, 2L), new TableShape(353)));
        story.pass(10);
        story.joined(4);
        assertThat(story.command(new PeerCommand.TearDown("alice"))).isEqualTo(3);
        story.pass(10);
        return story;
    }
}
