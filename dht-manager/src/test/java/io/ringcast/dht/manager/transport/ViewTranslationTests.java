package io.ringcast.dht.manager.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerRules;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.ManagerStateMachine;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.view.RingView;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a member is told of a ring of 40: all of it, or what has changed since the view that it has. */
class ViewTranslationTests {
    private static final int RING = 40;
    private static final String RUN = "run";

    private final ManagerStateMachine machine = new ManagerStateMachine(ManagerRules.standard());
    private final ViewTranslation views = new ViewTranslation();
    private ManagerState state = ManagerState.empty();

    private void apply(ManagerCommand command) {
        state = machine.apply(state, command).state();
    }

    private RingView setUp(String overlay) {
        for (int i = 0; i < RING; i++) {
            apply(new ManagerCommand.Register(user(i), "127.0.0.1", List.of(5_000 + i), RUN, null));
        }
        apply(new ManagerCommand.SetUpDht(RING, user(0), 7, 3, overlay));
        apply(new ManagerCommand.CompleteDht(user(0)));
        return view();
    }

    private static String user(int number) {
        return "user" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
    }

    private RingView view() {
        return Objects.requireNonNull(state.view(), "a ring");
    }

    private void kill(int seat) {
        apply(new ManagerCommand.MarkSilent(view().seats().get(seat).user(), RUN));
    }

    private List<PresenceMessage> told(long epoch) {
        return views.news(new PresenceMessage.Heartbeat(new RequestId(RUN, 1), user(0), RUN, epoch), state);
    }

    private static List<Integer> slots(List<PresenceMessage> parts) {
        return parts.stream()
                .flatMap(part -> ((PresenceMessage.ViewChanges) part).seats().stream())
                .map(PresenceMessage.ChangedSeat::slot)
                .sorted()
                .toList();
    }

    @Test
    void whoHasTheLatestViewIsToldNothing() {
        RingView built = setUp("chord");

        assertThat(told(built.since())).isEmpty();
    }

    @Test
    void aMemberThatKnowsTheRingAsItWasBuiltIsToldTheSeatsThatHaveChanged() {
        RingView built = setUp("chord");
        kill(20);

        List<PresenceMessage> parts = told(built.since());

        // Its left neighbour is wired anew, and three slots have lost a holder: its own and the two before.
        assertThat(slots(parts)).containsExactly(18, 19, 20);
        assertThat(parts).singleElement().isInstanceOfSatisfying(PresenceMessage.ViewChanges.class, changes -> {
            assertThat(changes.base()).isEqualTo(built.since());
            assertThat(changes.since()).isEqualTo(view().since());
            assertThat(changes.changed()).isEqualTo(3);
        });
    }

    @Test
    void theChangesAreThoseSinceTheViewThatTheMemberHas() {
        RingView built = setUp("chord");
        kill(20);
        long first = view().since();
        told(built.since());
        kill(30);

        assertThat(slots(told(first))).containsExactly(28, 29, 30);
        assertThat(slots(told(built.since()))).containsExactly(18, 19, 20, 28, 29, 30);
    }

    @Test
    void inARingOfTheHandoutNobodyKnowsTheMembersBeforeTheFirstView() {
        RingView built = setUp("ring");
        kill(20);

        assertThat(told(built.since())).hasSize(RING / 5).allMatch(PresenceMessage.View.class::isInstance);
        long first = view().since();
        kill(30);

        assertThat(slots(told(first))).containsExactly(28, 29, 30);
    }

    @Test
    void whoHasNoViewIsToldAll() {
        setUp("chord");
        kill(20);

        assertThat(told(0)).hasSize(RING / 5).allMatch(PresenceMessage.View.class::isInstance);
    }
}
