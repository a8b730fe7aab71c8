package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.link.LinkId;
import java.net.InetSocketAddress;
import java.util.List;

/** A message that travels around the ring, to the right, in order, over the links between neighbours. */
public sealed interface RingMessage {
    /**
     * Goes around once before the records: start an empty table.
     *
     * @param columns names of a record's fields
     * @param key index of the column that is hashed
     * @param tableSize number of positions of each local table
     */
    record OpenTable(List<String> columns, int key, int tableSize) implements RingMessage {
        /** Checks the limits. */
        public OpenTable {
            columns = List.copyOf(columns);
            Limits.requireTable(columns, key, tableSize);
        }
    }

    /** Records to keep or to pass on, each with as many fields as there are columns. */
    record StoreRecords(List<List<String>> records) implements RingMessage {
        /** Checks the limits. */
        public StoreRecords {
            records = List.copyOf(records);
            Limits.require(!records.isEmpty(), "a store carries records");
        }
    }

    /** The marker after the last record: each node appends how many records it holds, the leader first. */
    record CountRecords(List<Long> counts) implements RingMessage {
        /** Checks the limits. */
        public CountRecords {
            counts = List.copyOf(counts);
            Limits.require(!counts.isEmpty() && counts.size() <= Limits.RING_MAX, "a count for each node so far");
        }
    }

    /**
     * Follows the marker where members keep copies: how many records each slot has, and their hash. Each node compares its
     * copies with it.
     *
     * @param faults how many copies so far are not what they should be
     */
    record CheckCopies(List<Long> counts, List<Long> hashes, int faults) implements RingMessage {
        /** Checks the limits. */
        public CheckCopies {
            counts = List.copyOf(counts);
            hashes = List.copyOf(hashes);
            Limits.requireDigests(counts, hashes);
            Limits.require(faults >= 0, "faults are counted from 0");
        }
    }

    /**
     * A query on its way to the node that owns the record.
     *
     * @param address where the answer goes: IPv4 in dotted form
     * @param port where the answer goes
     * @param path the nodes visited so far, entry first
     */
    record ForwardedQuery(RequestId id, String name, String address, int port, List<Integer> path)
            implements RingMessage {
        /** Checks the limits. */
        public ForwardedQuery {
            path = List.copyOf(path);
            Limits.requireKey(name);
            Limits.requirePort(port);
            Limits.requirePath(path);
            Member.socketAddress(address, port);
        }

        /** Where the answer goes. */
        public InetSocketAddress asker() {
            return Member.socketAddress(address, port);
        }
    }

    /** A message that goes around once, back to the user who sent it. */
    sealed interface RoundTrip extends RingMessage {
        /** The user who sent it. */
        String initiator();
    }

    /**
     * Forget the table, and id and neighbours too.
     *
     * @param leaving the round comes before a leave: keep the place in the ring until {@code reset-id} and its
     *     companions have gone around
     * @param epoch of the manager when it granted the leave: the table is not forgotten but set aside; 0 where records have one
     *     copy
     */
    record Teardown(String initiator, boolean leaving, long epoch) implements RoundTrip {
        /** Checks the limits. */
        public Teardown {
            Limits.requireUser(initiator);
            Limits.requireEpoch(epoch);
            Limits.require(leaving || epoch == 0, "nothing is set aside for a ring that ends");
        }

        /** Everything is forgotten. */
        public Teardown(String initiator, boolean leaving) {
            this(initiator, leaving, 0);
        }
    }

    /** Take this id, in a ring of this many nodes, and pass the next id on. */
    record ResetId(String initiator, int node, int ring) implements RoundTrip {
        /** Checks the limits. */
        public ResetId {
            Limits.requireUser(initiator);
            Limits.require(1 <= ring && ring < Limits.RING_MAX, "a ring has 1 to 128 nodes");
            Limits.require(0 <= node && node <= ring, "a node id, or the ring size on the way back");
        }
    }

    /** The node with the highest id, the leaver's left neighbour, takes this right neighbour. */
    record ResetRight(String initiator, Member right, LinkId link) implements RoundTrip {
        /** Checks the limits. */
        public ResetRight {
            Limits.requireUser(initiator);
        }
    }

    /** The leaver's right neighbour takes this left neighbour. Goes one hop only. */
    record ResetLeft(Member left, LinkId link) implements RingMessage {}
}
