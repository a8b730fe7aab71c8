package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member says of itself.
 *
 * @param membership null outside the DHT
 * @param ready whether queries are answered
 * @param records of its own slot
 * @param slots whose records are all here
 * @param differences how often copies were not what they should have been, and were fetched anew
 * @param overlay how messages find their way; null outside the DHT
 * @param routes to whom this node sends messages
 * @param retransmissions frames sent again since the start
 * @param backlog messages that wait for the right neighbour
 * @param view the latest that the managers have decreed of its ring; null while it is as it was built
 */
public record NodeStatus(
        Member self,
        @Nullable Membership membership,
        boolean ready,
        long records,
        List<Integer> slots,
        @Nullable Overlay overlay,
        List<Route> routes,
        long differences,
        long retransmissions,
        int backlog,
        @Nullable RingView view) {
    /**
     * An entry of the routing table.
     *
     * @param node the receiver's id
     * @param why it is in the table
     */
    public record Route(int node, String user, String why) {}
}
