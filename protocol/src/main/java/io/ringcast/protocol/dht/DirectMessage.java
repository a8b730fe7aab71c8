package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.records.RecordPart;
import io.ringcast.protocol.records.TableShape;
import io.ringcast.protocol.view.RingView;
import java.util.List;

/**
 * A request from one peer to another, outside the ring, or its answer. The asker repeats a request, with the same id,
 * until it is answered; handling it twice has the effect of handling it once.
 */
public sealed interface DirectMessage extends PeerMessage {
    /** The request, or the one that is answered. */
    RequestId id();

    /** A request. */
    sealed interface DirectRequest extends DirectMessage {}

    /** An answer. */
    sealed interface DirectAnswer extends DirectMessage {}

    /**
     * The leader gives a member its place in a new ring. Answered by {@link Placed}.
     *
     * @param user the receiver; any other user ignores it
     * @param node the receiver's id
     * @param ring number of nodes
     * @param leftLink the link from the left neighbour to the receiver
     * @param rightLink the link from the receiver to the right neighbour
     * @param epoch of the manager when it chose the members
     * @param copies how many members keep each record
     * @param former epoch of the ring from whose records this one is built, so that a member of it sets its part aside; 0 if it
     *     is built from a dataset
     */
    record SetId(
            RequestId id,
            String user,
            int node,
            int ring,
            Member left,
            Member right,
            LinkId leftLink,
            LinkId rightLink,
            long epoch,
            int copies,
            long former)
            implements DirectRequest {
        /** Checks the limits. */
        public SetId {
            Limits.requireUser(user);
            Limits.requireNode(node, ring);
            Limits.requireEpoch(epoch);
            Limits.requireEpoch(former);
            Limits.require(1 <= copies && copies <= RingView.COPIES_MAX, "1 to 8 copies");
        }
    }

    /** Look for a record, from here to the right. Answered by {@link FoundRecord}, {@link NotFound} or {@link RequestRefused}. */
    record Query(RequestId id, String name) implements DirectRequest {
        /** Checks the limits. */
        public Query {
            Limits.requireKey(name);
        }
    }

    /**
     * The leaving member asks the new leader to load the dataset. Answered by {@link Rebuilding} while that goes on,
     * then by {@link Rebuilt} or {@link RequestRefused}.
     *
     * @param leftLink the link into the new leader since it was cut: the request is for this ring and no other
     */
    record RebuildDht(RequestId id, LinkId leftLink) implements DirectRequest {}

    /**
     * A user that the managers let into the ring asks the leader to build it again, with it as the last node. Answered as {@link
     * RebuildDht} is.
     *
     * @param joiner the user
     * @param epoch of the manager when it granted this
     */
    record JoinRing(RequestId id, Member joiner, long epoch) implements DirectRequest {
        /** Checks the limits. */
        public JoinRing {
            Limits.requireEpoch(epoch);
            Limits.require(epoch > 0, "an epoch is at least 1");
        }
    }

    /**
     * A member asks another one what there is to copy. Answered by {@link CopiesDescribed} or {@link RequestRefused}.
     *
     * @param generation epoch in which the members of the ring were chosen
     */
    record DescribeCopies(RequestId id, long generation) implements DirectRequest {
        /** Checks the limits. */
        public DescribeCopies {
            Limits.requireEpoch(generation);
        }
    }

    /**
     * A member asks another one for records of a slot, from a position on. Answered by {@link CopyPage} or {@link
     * RequestRefused}.
     *
     * @param position from which records are wanted
     * @param offset how many records of that position the asker has
     * @param part which part of the first of these records is wanted; 1 unless the asker has some of it
     */
    record FetchCopy(RequestId id, long generation, int slot, int position, int offset, int part)
            implements DirectRequest {
        /** From the beginning of a record. */
        public FetchCopy(RequestId id, long generation, int slot, int position, int offset) {
            this(id, generation, slot, position, offset, 1);
        }

        /** Checks the limits. */
        public FetchCopy {
            Limits.requirePart(part);
            Limits.requireEpoch(generation);
            Limits.requireNode(slot, Limits.RING_MAX);
            Limits.require(0 <= position && 0 <= offset, "a position and an offset are not negative");
        }
    }

    /**
     * What a ring's records look like, and how many each slot has.
     *
     * @param columns names of a record's fields
     * @param key index of the column that is hashed
     * @param table where records lie
     * @param counts records of each slot
     * @param hashes of the records of each slot
     */
    record CopiesDescribed(
            RequestId id, List<String> columns, int key, TableShape table, List<Long> counts, List<Long> hashes)
            implements DirectAnswer {
        /** Checks the limits. */
        public CopiesDescribed {
            columns = List.copyOf(columns);
            counts = List.copyOf(counts);
            hashes = List.copyOf(hashes);
            Limits.requireTable(columns, key);
            Limits.requireDigests(counts, hashes);
        }
    }

    /**
     * A part of a record of a slot. The others are fetched with the same position and offset.
     *
     * @param position where the next page begins, once all parts are there; -1 if there is none
     * @param offset in that position
     */
    record CopyPart(RequestId id, int position, int offset, RecordPart part) implements DirectAnswer {
        /** Checks the limits. */
        public CopyPart {
            Limits.require(-1 <= position && 0 <= offset, "a position or -1, and an offset");
        }
    }

    /**
     * Records of a slot.
     *
     * @param position where the next page begins; -1 if this is the last one
     * @param offset in that position
     */
    record CopyPage(RequestId id, int position, int offset, List<List<String>> records) implements DirectAnswer {
        /** Checks the limits. */
        public CopyPage {
            records = List.copyOf(records);
            Limits.require(-1 <= position && 0 <= offset, "a position or -1, and an offset");
        }
    }

    /** The request has been carried out. */
    record Placed(RequestId id) implements DirectAnswer {}

    /**
     * The record.
     *
     * @param position its position in the local table
     * @param path the ids of the nodes that the query visited, entry first, owner last
     * @param reasons why each hop was chosen; empty in a ring
     * @param columns names of the fields
     * @param values the fields
     */
    record FoundRecord(
            RequestId id,
            int position,
            List<Integer> path,
            List<String> reasons,
            List<String> columns,
            List<String> values)
            implements DirectAnswer {
        /** Found in a ring. */
        public FoundRecord(RequestId id, int position, List<Integer> path, List<String> columns, List<String> values) {
            this(id, position, path, List.of(), columns, values);
        }

        /** Checks the limits. */
        public FoundRecord {
            path = List.copyOf(path);
            reasons = List.copyOf(reasons);
            Limits.requireReasons(reasons);
            columns = List.copyOf(columns);
            values = List.copyOf(values);
            Limits.requirePath(path);
            Limits.require(columns.size() == values.size(), "as many values as columns");
        }
    }

    /**
     * The record is there, and is larger than a datagram: this is its first part. The others are asked of the node that has sent it.
     *
     * @param path as in {@link FoundRecord}
     * @param reasons as in {@link FoundRecord}
     */
    record FoundPart(
            RequestId id,
            int position,
            List<Integer> path,
            List<String> reasons,
            List<String> columns,
            RecordPart first)
            implements DirectAnswer {
        /** Checks the limits. */
        public FoundPart {
            path = List.copyOf(path);
            reasons = List.copyOf(reasons);
            columns = List.copyOf(columns);
            Limits.requireReasons(reasons);
            Limits.requirePath(path);
            Limits.require(first.number() == 1, "the first part comes first");
        }
    }

    /** Another part of a record of which the asker has the first. Answered by {@link RecordPartFound} or {@link RequestRefused}. */
    record FetchPart(RequestId id, String name, int part) implements DirectRequest {
        /** Checks the limits. */
        public FetchPart {
            Limits.requireKey(name);
            Limits.requirePart(part);
        }
    }

    /** A part of a record. */
    record RecordPartFound(RequestId id, RecordPart part) implements DirectAnswer {}

    /** There is no such record. */
    record NotFound(RequestId id, int position, List<Integer> path, List<String> reasons) implements DirectAnswer {
        /** Not found in a ring. */
        public NotFound(RequestId id, int position, List<Integer> path) {
            this(id, position, path, List.of());
        }

        /** Checks the limits. */
        public NotFound {
            path = List.copyOf(path);
            reasons = List.copyOf(reasons);
            Limits.requireReasons(reasons);
            Limits.requirePath(path);
        }
    }

    /** The rebuild goes on; {@code records} have been read so far. */
    record Rebuilding(RequestId id, long records) implements DirectAnswer {}

    /** The rebuild is done; node i holds {@code counts[i]} records. */
    record Rebuilt(RequestId id, List<Long> counts) implements DirectAnswer {
        /** Checks the limits. */
        public Rebuilt {
            counts = List.copyOf(counts);
            Limits.require(!counts.isEmpty() && counts.size() <= Limits.RING_MAX, "a count for each node");
        }
    }

    /**
     * The request cannot be carried out.
     *
     * @param reason the code, capital letters and underscores
     * @param text a sentence for people
     */
    record RequestRefused(RequestId id, String reason, String text) implements DirectAnswer {
        /** Checks the limits. */
        public RequestRefused {
            Limits.requireUser(reason);
            Limits.requireText(text);
        }
    }
}
