package io.ringcast.dht.peer.ring.state;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.PeerMessage;
import java.net.InetSocketAddress;
import java.util.List;

/** What a ring node wants done. */
public sealed interface NodeEffect {
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
    record SendDatagram(Port port, InetSocketAddress to, PeerMessage message) implements NodeEffect {}

    /**
     * Validate the dataset; answer with {@code datasetOpened} or {@code datasetRefused}.
     *
     * @param year of the dataset that the ring had; 0 if there is only one
     */
    record OpenDataset(int year) implements NodeEffect {}

    /** Read on in the dataset; answer with {@code recordsRead}. */
    record ReadRecords(int most) implements NodeEffect {}

    /** Stop reading the dataset. */
    record CloseDataset() implements NodeEffect {}

    /**
     * Look in this peer's own dataset for the records of slots that nobody has any more; answer with {@code recordsFound} if it
     * has these columns.
     *
     * @param generation of the ring
     */
    record FindRecords(long generation, DatasetShape shape, int ring, List<Integer> slots) implements NodeEffect {
        /** Copies the slots. */
        public FindRecords {
            slots = List.copyOf(slots);
        }
    }

    /** The managers are to ask this neighbour whether it is alive: it acknowledges nothing. */
    record Suspected(String user) implements NodeEffect {}

    /** Something that nobody asked for has happened: it belongs into the log. */
    record Noticed(String text) implements NodeEffect {}

    /** The command that was under way is over. */
    record TaskEnded(TaskOutcome outcome) implements NodeEffect {}

    /**
     * The managers are to know which slots' records this node has.
     *
     * @param epoch of the view by which it judges
     * @param slots empty if they know
     */
    record CopiesHeld(long epoch, List<Integer> slots) implements NodeEffect {
        /** Copies the slots. */
        public CopiesHeld {
            slots = List.copyOf(slots);
        }
    }

    /** A query that was asked here is answered. */
    record QueryEnded(RequestId id, DirectMessage.DirectAnswer answer) implements NodeEffect {}
}
