package io.ringcast.dht.peer.ring.state;

import io.ringcast.dht.peer.ring.RingNode;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.PeerMessage;
import java.net.InetSocketAddress;

/** What a {@link RingNode} wants done. */
public sealed interface Effect {
    /** The socket from which something is sent. */
    enum Port {
        /** Where frames from the left neighbour arrive, and their acknowledgements leave. */
        FROM_LEFT,
        /** Where frames to the right neighbour leave, and their acknowledgements arrive. */
        TO_RIGHT,
        /** Where direct requests and answers arrive and leave. */
        QUERIES
    }

    /** Send a datagram. */
    record Send(Port port, InetSocketAddress to, PeerMessage message) implements Effect {}

    /** Validate the dataset; answer with {@link RingNode#datasetOpened} or {@link RingNode#datasetRefused}. */
    record OpenDataset() implements Effect {}

    /** Read on in the dataset; answer with {@link RingNode#recordsRead}. */
    record ReadRecords(int most) implements Effect {}

    /** Stop reading the dataset. */
    record CloseDataset() implements Effect {}

    /** The command that was under way is over. */
    record TaskEnded(TaskOutcome outcome) implements Effect {}

    /** A query that was asked here is answered. */
    record QueryEnded(RequestId id, DirectMessage.Answer answer) implements Effect {}
}
