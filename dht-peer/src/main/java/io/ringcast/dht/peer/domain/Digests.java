package io.ringcast.dht.peer.domain;

import java.util.Arrays;
import java.util.List;

/**
 * How many records each slot has, and a hash of them that does not depend on their order: two holders with the same digest of a
 * slot have the same records of it. Not thread-safe.
 */
public final class Digests {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long[] counts;
    private final long[] hashes;

    /** Of so many slots without records. */
    public Digests(int slots) {
        counts = new long[slots];
        hashes = new long[slots];
    }

    /** As another node has told them. */
    public Digests(List<Long> counts, List<Long> hashes) {
        this.counts = counts.stream().mapToLong(Long::longValue).toArray();
        this.hashes = hashes.stream().mapToLong(Long::longValue).toArray();
    }

    /** A record more. */
    public void add(int slot, List<String> values) {
        counts[slot]++;
        hashes[slot] += hashOf(values);
    }

    /** No records any more. */
    public void clear(int slot) {
        counts[slot] = 0;
        hashes[slot] = 0;
    }

    /** FNV-1a over all fields, each with its end, so that no two records look alike because a text moved between fields. */
    private static long hashOf(List<String> values) {
        long hash = FNV_OFFSET;
        for (String value : values) {
            for (int i = 0; i < value.length(); i++) {
                hash = (hash ^ value.charAt(i)) * FNV_PRIME;
            }
            hash = (hash ^ Character.MAX_VALUE) * FNV_PRIME;
        }
        return hash;
    }

    /** Whether the slot's records are the same as there. */
    public boolean agrees(Digests other, int slot) {
        return counts[slot] == other.counts[slot] && hashes[slot] == other.hashes[slot];
    }

    /** Whether both are of the same records, however these are divided into slots. */
    public boolean isOfTheSameRecords(Digests other) {
        return Arrays.stream(counts).sum() == Arrays.stream(other.counts).sum()
                && Arrays.stream(hashes).sum() == Arrays.stream(other.hashes).sum();
    }

    /** How many slots there are. */
    public int slots() {
        return counts.length;
    }

    /** How many records a slot has. */
    public long count(int slot) {
        return counts[slot];
    }

    /** How many records each slot has. */
    public List<Long> counts() {
        return Arrays.stream(counts).boxed().toList();
    }

    /** The hash of each slot's records. */
    public List<Long> hashes() {
        return Arrays.stream(hashes).boxed().toList();
    }
}
