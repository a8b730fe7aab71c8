package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.overlay.StoreTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Records on their way from the leader to those that are to keep them, as the overlay leads: in a ring always to the right. A record
 * that several members on one way are to keep goes that way once.
 */
public final class Spreading {
    private final NodeState state;
    private final Map<Integer, StoreBatch> batches = new TreeMap<>();
    private List<List<StoreBatch>> bySlot = List.of();

    /** Nothing is on its way. */
    public Spreading(NodeState state) {
        this.state = state;
    }

    /** A ring is being loaded, in which this node has its place. */
    public void begin() {
        clear();
        Membership place = state.requireMembership();
        DecreedView routes = state.routes().view();
        Overlay overlay = routes == null ? Overlay.RING : routes.view().overlay();
        StoreTree tree = StoreTree.of(overlay, place.ring(), place.node());
        int frameBytes = state.settings().link().frameBytes();
        // A member of release 0.1.0, which knows no parts, is in no ring with copies and in no other overlay.
        boolean split = state.holdings().copies() > 1 || routes != null;
        tree.children()
                .forEach(child -> batches.put(
                        child, new StoreBatch(message -> state.routes().send(child, message), frameBytes, split)));
        int copies = Math.min(state.holdings().copies(), place.ring());
        List<List<StoreBatch>> ways = new ArrayList<>();
        for (int slot = 0; slot < place.ring(); slot++) {
            int first = slot;
            ways.add(tree.childrenToward(IntStream.range(0, copies).map(i -> (first + i) % place.ring())).stream()
                    .map(batches::get)
                    .toList());
        }
        bySlot = ways;
    }

    /** Sends a record of that slot to where it is to be kept, if the way there comes past here. */
    public void add(int slot, List<String> values) {
        bySlot.get(slot).forEach(batch -> batch.add(values));
    }

    /** Sends a message to all that get records by way of this node. */
    public void toAll(RingMessage message) {
        flush();
        batches.keySet().forEach(child -> state.routes().send(child, message));
    }

    /** Sends what was collected. */
    public void flush() {
        batches.values().forEach(StoreBatch::flush);
    }

    /** Drops what was collected. */
    public void clear() {
        batches.clear();
        bySlot = List.of();
    }
}
