package io.ringcast.dht.peer.domain;

import io.ringcast.protocol.records.TableShape;

/**
 * Where records lie. A key's position is its hash modulo the table size; the node that owns a position is the position modulo the
 * ring size. Aruba by code points: 491 mod 353 = 138, which is node 0 of 3.
 *
 * @param table of each node
 * @param ringSize nodes of the ring
 */
public record Placement(TableShape table, int ringSize) {
    /** Checks the ranges. */
    public Placement {
        if (ringSize < 1) {
            throw new IllegalArgumentException("a ring has nodes");
        }
    }

    /** By code points. */
    public Placement(int tableSize, int ringSize) {
        this(new TableShape(tableSize), ringSize);
    }

    /** Positions of each local table. */
    public int tableSize() {
        return table.size();
    }

    /** The position of a key: 0 to table size − 1. */
    public int positionOf(String key) {
        return table.hash().positionOf(key, table.size());
    }

    /** The node that keeps a position: 0 to ring size − 1. */
    public int nodeOf(int position) {
        return position % ringSize;
    }

    /** The node that keeps a key. */
    public int ownerOf(String key) {
        return nodeOf(positionOf(key));
    }

    /** The first prime above twice the number of records: few records share a position, if the sums differ at all. */
    public static int tableSizeFor(long records) {
        long candidate = Math.min(2 * records, Integer.MAX_VALUE / 2) + 1;
        while (!isPrime(candidate)) {
            candidate++;
        }
        return (int) candidate;
    }

    private static boolean isPrime(long number) {
        if (number < 4) {
            return number >= 2;
        }
        if (number % 2 == 0) {
            return false;
        }
        for (long divisor = 3; divisor * divisor <= number; divisor += 2) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return true;
    }
}
