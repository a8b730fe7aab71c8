package io.ringcast.dht.peer.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTextTests {
    private static final RingView BUILT =
            RingView.built(6, 7, 6, 2, Overlay.RING, List.of("alice", "bob", "carol", "dave", "erin"));

    @Test
    void eachSlotIsToldWithItsServerAndWhoKeepsIt() {
        RingView view = BUILT.without("bob", 9);
        assertThat(TableText.slots(view))
                .containsExactly(
                        "slot 0: SERVED, served by alice, kept by alice, to be kept by carol",
                        "slot 1: VACANT, served by carol, kept by carol, to be kept by dave",
                        "slot 2: SERVED, served by carol, kept by carol, dave",
                        "slot 3: SERVED, served by dave, kept by dave, erin",
                        "slot 4: SERVED, served by erin, kept by erin, alice");
    }

    @Test
    void aLostSlotIsTold() {
        assertThat(TableText.slots(BUILT.without("bob", 9).without("carol", 10)).get(1))
                .isEqualTo("slot 1: LOST, to be kept by dave, erin");
    }
}
