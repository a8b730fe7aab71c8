package io.ringcast.dht.peer.ring.state;

import io.ringcast.dht.peer.domain.LocalTable;
import org.jspecify.annotations.Nullable;

/**
 * A node's part of a ring.
 *
 * @param place its place in it
 * @param table null while the node has not been told what records look like
 * @param holdings which slots' records are all there
 * @param view the latest view of the ring that it has; null if it has none
 * @param rebuiltIn epoch in which the ring began to be rebuilt, for which this part was set aside; 0 if that has not happened
 */
public record RingPart(
        Membership place,
        @Nullable LocalTable table,
        Holdings holdings,
        @Nullable DecreedView view,
        long rebuiltIn) {
    /** The view that the managers have told as the ring began to be rebuilt; null while it is not known. */
    public @Nullable DecreedView sources() {
        return view != null && view.view().since() == rebuiltIn ? view : null;
    }

    RingPart withView(DecreedView told) {
        return new RingPart(place, table, holdings, told, rebuiltIn);
    }
}
