package io.ringcast.dht.peer.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.dht.DhtPhase;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the managers are told of the copies that a member has. */
class CopiesToldTests {
    private static SessionStory member() {
        SessionStory story = SessionStory.ofAlice();
        story.standing = Standing.IN_DHT;
        story.phase = DhtPhase.READY;
        story.epoch = 4;
        story.joined(4);
        return story;
    }

    @Test
    void isToldOnce() {
        SessionStory story = member();
        story.session.copiesHeld(4, List.of(0, 1));
        story.pass(3_000);
        assertThat(story.sent(ManagerRequest.CopiesHeld.class)).hasSize(1);
    }

    /** A seat that was lost and taken again: what was said of the earlier one is refused, and is no answer to what came later. */
    @Test
    void isToldAgainWhereItWasRefused() {
        SessionStory story = member();
        story.replies = request -> SessionStory.denied(request, "NOT_EXPECTED");
        story.session.copiesHeld(4, List.of(0, 1));
        story.pass(1_100);
        assertThat(story.sent(ManagerRequest.CopiesHeld.class)).isNotEmpty();
        story.replies = story::granted;
        story.session.copiesHeld(6, List.of(0, 1));
        story.pass(5_000);
        List<ManagerRequest.CopiesHeld> told = story.sent(ManagerRequest.CopiesHeld.class);
        assertThat(told.getLast().epoch()).isEqualTo(6);
        story.pass(5_000);
        assertThat(story.sent(ManagerRequest.CopiesHeld.class)).hasSameSizeAs(told);
    }
}
