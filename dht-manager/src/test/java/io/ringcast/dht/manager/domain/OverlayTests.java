package io.ringcast.dht.manager.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.overlay.Overlay;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which overlay a DHT has. */
class OverlayTests {
    private final ManagerStateMachine machine = new ManagerStateMachine(ManagerRules.standard());
    private ManagerState state = ManagerState.empty();

    private ManagerOutcome apply(ManagerCommand command) {
        ManagerTransition transition = machine.apply(state, command);
        state = transition.state();
        return transition.outcome();
    }

    private void register(String user, int host, String incarnation) {
        apply(new ManagerCommand.Register(user, "10.0.0." + host, List.of(4_000), incarnation, null));
    }

    private Overlay overlay() {
        return Objects.requireNonNull(state.view()).overlay();
    }

    @Test
    void aRingHasTheOverlayThatWasAskedForAlsoWhenItIsRebuilt() {
        for (int host = 1; host <= 4; host++) {
            register("user" + (char) ('a' + host), host, "run" + host);
        }
        ManagerOutcome chosen = apply(new ManagerCommand.SetUpDht(3, "userb", 1, 3, "kademlia"));
        assertThat(chosen)
                .isInstanceOfSatisfying(
                        ManagerOutcome.RingChosen.class,
                        ring -> assertThat(ring.overlay()).isEqualTo(Overlay.KADEMLIA));
        apply(new ManagerCommand.CompleteDht("userb"));
        assertThat(overlay()).isEqualTo(Overlay.KADEMLIA);
        apply(new ManagerCommand.LeaveDht("userb"));
        String next = state.ring().get(1).name();
        assertThat(apply(new ManagerCommand.CompleteRebuild("userb", next)))
                .isInstanceOf(ManagerOutcome.RebuildCompleted.class);
        assertThat(overlay()).isEqualTo(Overlay.KADEMLIA);
    }

    @Test
    void whatIsNoOverlayIsRefusedWithThoseThatThereAre() {
        register("usera", 1, "run");
        register("userb", 2, "run");
        assertThat(apply(new ManagerCommand.SetUpDht(2, "usera", 1, 3, "cord")))
                .isEqualTo(new ManagerOutcome.Refused(
                        Reason.BAD_OVERLAY, "an overlay is one of ring, chord, kademlia, pastry, hot-potato"));
    }

    /** As peers of release 0.1.0 are, which know nothing of overlays. */
    @Test
    void whoSendsNoHeartbeatsIsOnlyDrawnForARing() {
        register("usera", 1, "");
        register("userb", 2, "run");
        register("userc", 3, "run");
        assertThat(apply(new ManagerCommand.SetUpDht(2, "usera", 1, 3, "chord")))
                .isInstanceOfSatisfying(
                        ManagerOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.BAD_OVERLAY));
        assertThat(apply(new ManagerCommand.SetUpDht(3, "userb", 1, 3, "chord")))
                .isInstanceOfSatisfying(
                        ManagerOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_FEW_USERS));
        apply(new ManagerCommand.SetUpDht(2, "userb", 1, 3, "chord"));
        assertThat(state.ring()).extracting(User::name).containsExactly("userb", "userc");
    }
}
