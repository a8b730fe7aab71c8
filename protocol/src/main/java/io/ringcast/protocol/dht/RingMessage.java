package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.records.RecordPart;
import io.ringcast.protocol.records.TableShape;
import java.net.InetSocketAddress;
import java.util.List;

/** A message that travels around the ring, to the right, in order, over the links between neighbours. */
public sealed interface RingMessage {
    /**
     * Goes around once before the records: start an empty table.
     *
     * @param columns names of a record's fields
     * @param key index of the column that is hashed
     * @param table where records lie
     */
    record OpenTable(List<String> columns, int key, TableShape table) implements RingMessage {
        /** Checks the limits. */
        public OpenTable {
            columns = List.copyOf(columns);
            Limits.requireTable(columns, key);
        }
    }

    /** Follows the last record where these do not travel around the ring: all that comes by this way has come. */
    record EndOfRecords() implements RingMessage {}

    /** Records to keep or to pass on, each with as many fields as there are columns. */
    record StoreRecords(List<List<String>> records) implements RingMessage {
        /** Checks the limits. */
        public StoreRecords {
            records = List.copyOf(records);
            Limits.require(!records.isEmpty(), "a store carries records");
        }
    }

    /** A part of a record that is larger than a frame; the other parts come before and after it, in order. */
    record StorePart(RecordPart part) implements RingMessage {}

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
     * @param reasons why each hop was chosen; empty in a ring, where there is no choice
     * @param silent nodes that did not answer the nodes visited so far
     * @param missing whether the owner has been visited and does not have the record, and the query goes on nevertheless
     */
    record ForwardedQuery(
            RequestId id,
            String name,
            String address,
            int port,
            List<Integer> path,
            List<String> reasons,
            List<Integer> silent,
            boolean missing)
            implements RingMessage {
        /** Checks the limits. */
        public ForwardedQuery {
            path = List.copyOf(path);
            reasons = List.copyOf(reasons);
            silent = List.copyOf(silent);
            Limits.requireReasons(reasons);
            silent.forEach(node -> Limits.requireNode(node, Limits.RING_MAX));
            Limits.requireKey(name);
            Limits.requirePort(port);
            Limits.requirePath(path);
            Member.socketAddress(address, port);
        }

        /** A query in a ring. */
        public ForwardedQuery(RequestId id, String name, String address, int port, List<Integer> path) {
            this(id, name, address, port, path, List.of(), List.of(), false);
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
     * The leader introduces the members to each other, as many at a time as fit a frame, before the records: they travel in
     * another overlay than the ring.
     *
     * @param key the ids of links between members that are no neighbours come from it
     * @param ring number of nodes
     * @param first node of this part
     * @param members from that node on
     */
    record Introduce(String initiator, Overlay overlay, LinkId key, int ring, int first, List<Member> members)
            implements RoundTrip {
        /** Most members that a message carries. */
        public static final int MEMBERS_MAX = 8;

        /** Checks the limits. */
        public Introduce {
            members = List.copyOf(members);
            Limits.requireUser(initiator);
            Limits.requireNode(first, ring);
            Limits.require(
                    !members.isEmpty() && members.size() <= MEMBERS_MAX && first + members.size() <= ring,
                    "1 to 8 members, of those that there are");
        }

        /** Whether nobody is introduced after these. */
        public boolean isLast() {
            return first + members.size() == ring;
        }
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
            Limits.require(1 <= ring && ring < Limits.RING_MAX, "a ring has 1 to 1024 nodes");
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
