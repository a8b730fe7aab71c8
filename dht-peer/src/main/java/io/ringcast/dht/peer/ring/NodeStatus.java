package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.protocol.dht.Member;
import org.jspecify.annotations.Nullable;

/**
 * What a member says of itself.
 *
 * @param membership null outside the DHT
 * @param ready whether queries are answered
 * @param records in the local table
 * @param retransmissions frames sent again since the start
 * @param backlog messages that wait for the right neighbour
 */
public record NodeStatus(
        Member self, @Nullable Membership membership, boolean ready, long records, long retransmissions, int backlog) {}
