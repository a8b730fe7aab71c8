package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.records.RecordPart;
import java.util.List;

/** Limits of the DHT's datagrams. */
public final class Limits {
    /** Most nodes of a ring. */
    public static final int RING_MAX = 1_024;

    /** Most columns of a dataset. */
    public static final int COLUMNS_MAX = 256;

    /** Most bytes of one record as JSON. */
    public static final int RECORD_BYTES_MAX = 1_000_000;

    /** Most bytes of a record as JSON that travels as a whole, in a datagram of its own; a larger one is split. */
    public static final int WHOLE_RECORD_BYTES_MAX = 30_000;

    /** Most UTF-16 units of a key. */
    public static final int KEY_LENGTH_MAX = 1_024;

    /** Most bytes of a datagram among peers. All but those with a large record stay within 1,400. */
    static final int DATAGRAM_BYTES_MAX = 60_000;

    private static final int USER_LENGTH_MAX = 64;
    private static final int REASON_LENGTH_MAX = 64;
    private static final int TEXT_LENGTH_MAX = 512;

    private Limits() {}

    static void requireUser(String user) {
        require(!user.isEmpty() && user.length() <= USER_LENGTH_MAX, "a user name has 1 to 64 characters");
    }

    static void requireIncarnation(String incarnation) {
        require(
                incarnation.length() <= RequestId.REQUESTER_LENGTH_MAX
                        && incarnation.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c)),
                "an incarnation is up to 32 ASCII letters and digits");
    }

    static void requireEpoch(long epoch) {
        require(0 <= epoch && epoch <= RequestId.SEQUENCE_MAX, "an epoch is 0 to " + RequestId.SEQUENCE_MAX);
    }

    static void requirePort(int port) {
        require(1 <= port && port <= 65_535, "a port is a number from 1 to 65535");
    }

    static void requireNode(int node, int ring) {
        require(1 <= ring && ring <= RING_MAX, "a ring has 1 to 1024 nodes");
        require(0 <= node && node < ring, "a node id is from 0 to ring size - 1");
    }

    static void requireTable(List<String> columns, int key) {
        require(!columns.isEmpty() && columns.size() <= COLUMNS_MAX, "1 to 256 columns");
        require(0 <= key && key < columns.size(), "the key is one of the columns");
    }

    static void requirePart(int part) {
        require(1 <= part && part <= RecordPart.PARTS_MAX, "a part is 1 to " + RecordPart.PARTS_MAX);
    }

    static void requireDigests(List<Long> counts, List<Long> hashes) {
        require(
                !counts.isEmpty() && counts.size() <= RING_MAX && counts.size() == hashes.size(),
                "a count and a hash for each slot");
    }

    static void requirePath(List<Integer> path) {
        require(!path.isEmpty() && path.size() <= RING_MAX, "a path has 1 to 1024 nodes");
    }

    static void requireReasons(List<String> reasons) {
        require(reasons.size() < RING_MAX, "a reason for each hop");
        require(reasons.stream().allMatch(reason -> reason.length() <= REASON_LENGTH_MAX), "a reason is short");
    }

    static void requireKey(String key) {
        require(!key.isEmpty() && key.length() <= KEY_LENGTH_MAX, "a name has 1 to 1024 characters");
    }

    static void requireText(String text) {
        require(text.length() <= TEXT_LENGTH_MAX, "a text has at most 512 characters");
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
