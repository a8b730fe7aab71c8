package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.protocol.dht.Member;
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
        long differences,
        long retransmissions,
        int backlog,
        @Nullable RingView view) {}
