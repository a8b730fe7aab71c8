package io.ringcast.dht.peer.ring.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Managers that have lost their store count epochs anew, so that epochs alone do not tell which view has changed. */
class DecreedViewTests {
    private static final RingView VIEW = RingView.built(6, 11, 6, 3, Overlay.CHORD, List.of("alice", "bob", "carol"));

    @Test
    void aChangeFollowsTheViewOfItsRingOnly() {
        assertThat(change(11, 6, 3).follows(VIEW)).isTrue();
        assertThat(change(12, 6, 3).follows(VIEW)).as("another ring").isFalse();
        assertThat(change(11, 7, 3).follows(VIEW)).as("a later view").isFalse();
        assertThat(change(11, 6, 4).follows(VIEW)).as("more slots").isFalse();
    }

    @Test
    void aChangeSinceTheBuildingIsOfARingOfTheSameSize() {
        assertThat(change(11, 6, 3).followsTheBuilding(3)).isTrue();
        assertThat(change(11, 6, 4).followsTheBuilding(3)).isFalse();
        assertThat(change(11, 7, 3).followsTheBuilding(3)).isFalse();
    }

    private static DecreedView.Change change(long key, long base, int slots) {
        return new DecreedView.Change(6, key, base, 9, 3, Overlay.CHORD, slots, Map.of());
    }
}
