package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.util.Map;

/**
 * How a view differs from an earlier one.
 *
 * @param generation epoch in which the members were chosen
 * @param key of the view's links
 * @param base epoch in which the earlier view began; the generation: the ring as it was built
 * @param since epoch in which this one began
 * @param slots how many seats there are
 * @param seats those that are not as they were, by slot
 */
public record ViewChange(
        long generation,
        long key,
        long base,
        long since,
        int copies,
        Overlay overlay,
        int slots,
        Map<Integer, PresenceMessage.SeatedMember> seats)
        implements ViewNews {
    /** Copies the seats. */
    public ViewChange {
        seats = Map.copyOf(seats);
    }

    /**
     * Whether it is told of what has changed since that view. Managers that have lost their store count epochs anew: the key tells
     * their rings from those of before.
     */
    public boolean follows(RingView view) {
        return key == view.key()
                && generation == view.generation()
                && base == view.since()
                && slots == view.seats().size();
    }

    /** Whether it is told of what has changed since a ring of so many members was built. */
    public boolean followsTheBuilding(int ring) {
        return base == generation && slots == ring;
    }
}
